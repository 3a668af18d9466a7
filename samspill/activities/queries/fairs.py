"""Questions about Foreningenes dag: which there are, who wishes what, who goes where."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Prefetch, Q, QuerySet

from samspill.activities.models import (
    Fair,
    FairOffer,
    FairPlace,
    FairRoom,
    FairRound,
    Pupil,
    PupilWish,
    SchoolClass,
)
from samspill.foundation import clock
from samspill.organisations.models import Organisation
from samspill.people.queries import Asker


@dataclass(frozen=True)
class OfferStanding:
    """An offer with what stands in each round: (round, taken, room), and how many wished for it."""

    offer: FairOffer
    rounds: list[tuple[int, int, int]]
    wished: int
    first: int

    @property
    def taken(self) -> int:
        """Pupils in all rounds."""
        return sum(taken for _, taken, _ in self.rounds)

    @property
    def room(self) -> int:
        """Room in all rounds."""
        return sum(room for _, _, room in self.rounds)

    @property
    def too_few_in(self) -> list[int]:
        """Rounds in which fewer come than the association needs."""
        return [turn for turn, taken, room in self.rounds if room and taken < self.offer.minimum]


@dataclass(frozen=True)
class Sums:
    """How a drawing came out: pupils, how many got how many of their own wishes, and their first, second … wish."""

    pupils: int
    wished: int
    by_number: list[tuple[int, int]]
    by_rank: list[tuple[int, int]]
    not_wished: int
    without: int


def fairs_for(asker: Asker) -> QuerySet[Fair]:
    """The fairs of the asker's units, the next first, each with `pupil_count` and `wished_count`."""
    rows = Fair.objects.filter(unit__in=asker.caring_unit_ids).select_related("unit")
    return rows.annotate(
        pupil_count=Count("pupils"), wished_count=Count("pupils", filter=Q(pupils__wished_at__isnull=False))
    ).order_by("-held_on", "pk")


def fair_for(asker: Asker, fair_id: uuid.UUID) -> Fair:
    """The gate: a fair of the asker's units. Raises `Fair.DoesNotExist`."""
    rows = Fair.objects.select_related("unit", "published_by", "copied_from", "drawing_asked_by")
    return rows.get(pk=fair_id, unit__in=asker.caring_unit_ids)


def offer_for(asker: Asker, fair_id: uuid.UUID, offer_id: uuid.UUID) -> FairOffer:
    """The gate: an offer at such a fair. Raises `FairOffer.DoesNotExist`."""
    rows = FairOffer.objects.select_related("fair", "organisation")
    return rows.get(pk=offer_id, fair=fair_id, fair__unit__in=asker.caring_unit_ids)


def class_for(asker: Asker, fair_id: uuid.UUID, class_id: uuid.UUID) -> SchoolClass:
    """The gate: a class at such a fair. Raises `SchoolClass.DoesNotExist`."""
    rows = SchoolClass.objects.select_related("fair")
    return rows.get(pk=class_id, fair=fair_id, fair__unit__in=asker.caring_unit_ids)


def pupil_for(asker: Asker, fair_id: uuid.UUID, pupil_id: uuid.UUID) -> Pupil:
    """The gate: a pupil at such a fair. Raises `Pupil.DoesNotExist`."""
    rows = Pupil.objects.select_related("fair", "school_class", "wished_by")
    return rows.get(pk=pupil_id, fair=fair_id, fair__unit__in=asker.caring_unit_ids)


def pupil_with_code(code: str, *, at: dt.datetime) -> Pupil | None:
    """Whose code it is, until the day is over; None for nobody's."""
    rows = Pupil.objects.filter(code=code, fair__held_on__gte=clock.local_day(at)) if code else None
    return rows.select_related("fair", "school_class").first() if rows is not None else None


def pupil_still(pupil_id: str, *, at: dt.datetime) -> Pupil | None:
    """A pupil who came in by her code a little while ago, while the code still opens anything."""
    rows = Pupil.objects.filter(pk=pupil_id, code__isnull=False, fair__held_on__gte=clock.local_day(at))
    return rows.select_related("fair", "school_class").first()


def has_fair_ahead(*, at: dt.datetime) -> bool:
    """Whether pupils have a code that opens something now: wishes may come, or their places are published."""
    ahead = Fair.objects.filter(held_on__gte=clock.local_day(at), wishes_open_at__lte=at)
    return ahead.filter(Q(wishes_close_at__gt=at) | Q(published_at__isnull=False)).exists()


def fair_of_the_square(fair_id: uuid.UUID) -> Fair | None:
    """A fair whose lottery anybody may look at; it names no pupil. None where there is none."""
    return Fair.objects.filter(pk=fair_id).first()


def rounds_of(fair: Fair) -> list[FairRound]:
    """The rounds in order."""
    return list(fair.rounds.order_by("number"))


def offers_of(fair: Fair) -> list[FairOffer]:
    """All offers by number, closed ones too, with their rooms. Two queries."""
    rows = fair.offers.select_related("organisation").order_by("number")
    return list(rows.prefetch_related(Prefetch("rooms", FairRoom.objects.order_by("round"))))


def offers_a_pupil_may_choose(pupil: Pupil) -> list[FairOffer]:
    """The open offers for her grade that run in some round, by number."""
    rows = FairOffer.objects.filter(fair=pupil.fair_id, closed_at__isnull=True, rooms__isnull=False)
    if grade := pupil.school_class.grade:
        rows = rows.filter(
            Q(from_grade__isnull=True) | Q(from_grade__lte=grade),
            Q(to_grade__isnull=True) | Q(to_grade__gte=grade),
        )
    return list(rows.distinct().order_by("number"))


def classes_of(fair: Fair) -> list[SchoolClass]:
    """The classes by name, each with `pupil_count` and `wished_count`. One query."""
    rows = fair.classes.annotate(
        pupil_count=Count("pupils"), wished_count=Count("pupils", filter=Q(pupils__wished_at__isnull=False))
    )
    return list(rows.order_by("grade", "name"))


def pupils_of(school_class: SchoolClass) -> list[Pupil]:
    """The pupils of a class by name, with wishes and places. Three queries."""
    return list(_whole(school_class.pupils.all()))


def pupils_at(fair: Fair) -> list[Pupil]:
    """All pupils by class and name, with wishes and places. Three queries."""
    return list(_whole(fair.pupils.all()))


def wishes_of(pupil: Pupil) -> list[PupilWish]:
    """What she wishes for, the dearest first."""
    return list(pupil.wishes.select_related("offer").order_by("rank"))


def places_of(pupil: Pupil) -> list[FairPlace]:
    """Where she goes, round by round."""
    return list(pupil.places.select_related("offer").order_by("round"))


def standing_offers(fair: Fair) -> list[OfferStanding]:
    """Every offer with what stands. Four queries."""
    taken = Counter(FairPlace.objects.filter(offer__fair=fair).values_list("offer_id", "round"))
    ranks = Counter(PupilWish.objects.filter(pupil__fair=fair).values_list("offer_id", F("rank")))
    wished: Counter[uuid.UUID] = Counter()
    for (offer, _rank), many in ranks.items():
        wished[offer] += many
    return [
        OfferStanding(
            offer,
            [(room.round, taken[offer.pk, room.round], room.capacity) for room in offer.rooms.all()],
            wished[offer.pk],
            ranks[offer.pk, 1],
        )
        for offer in offers_of(fair)
    ]


def sums_of(fair: Fair) -> Sums:
    """How the places stand now; who did not wish is not among those who got none of hers. Three queries."""
    turns = fair.rounds.count()
    own: Counter[uuid.UUID] = Counter()
    places: Counter[uuid.UUID] = Counter()
    ranks: Counter[int] = Counter()
    for pupil, rank in FairPlace.objects.filter(offer__fair=fair).values_list("pupil_id", "rank"):
        places[pupil] += 1
        ranks[rank] += 1
        own[pupil] += 1 if rank else 0
    pupils = dict(fair.pupils.values_list("pk", "wished_at"))
    wished = [key for key, wished_at in pupils.items() if wished_at]
    numbers = Counter(own[key] for key in wished)
    return Sums(
        pupils=len(pupils),
        wished=len(wished),
        by_number=[(number, numbers[number]) for number in range(turns, -1, -1)],
        by_rank=[(rank, ranks[rank]) for rank in range(1, fair.wishes_each + 1)],
        not_wished=ranks[0],
        without=sum(turns - places[key] for key in pupils),
    )


def pupils_without(fair: Fair) -> list[Pupil]:
    """Pupils who have nothing in some round, by class and name, each with `place_count`."""
    rows = fair.pupils.annotate(place_count=Count("places")).filter(place_count__lt=fair.rounds.count())
    return list(rows.select_related("school_class").order_by("school_class__name", "name", "pk"))


def who_comes(offer: FairOffer) -> list[tuple[int, list[Pupil]]]:
    """Who comes in each round in which it runs, by class and name. Two queries."""
    [(_, rounds)] = who_comes_to([offer])
    return rounds


def who_comes_to(offers: Iterable[FairOffer]) -> list[tuple[FairOffer, list[tuple[int, list[Pupil]]]]]:
    """Of each of these offers, who comes in each round in which it runs, by class and name. Two queries."""
    offers, coming = list(offers), defaultdict(list)
    rows = FairPlace.objects.filter(offer__in=offers).select_related("pupil__school_class")
    for place in rows.order_by("pupil__school_class__name", "pupil__name", "pk"):
        coming[place.offer_id, place.round].append(place.pupil)
    runs = defaultdict(list)
    for offer_id, turn in (
        FairRoom.objects.filter(offer__in=offers).order_by("round").values_list("offer", "round")
    ):
        runs[offer_id].append(turn)
    return [(one, [(turn, coming[one.pk, turn]) for turn in runs[one.pk]]) for one in offers]


def numbers_coming(offer: FairOffer) -> dict[int, int]:
    """How many come in each round in which it runs."""
    taken = Counter(offer.places.values_list("round", flat=True))
    return {turn: taken[turn] for turn in offer.rooms.order_by("round").values_list("round", flat=True)}


def offers_by(organisation: Organisation) -> list[FairOffer]:
    """What an association offers at fairs, the next fair first."""
    rows = FairOffer.objects.filter(organisation=organisation).select_related("fair")
    return list(rows.order_by("-fair__held_on", "number"))


def offer_by(organisation: Organisation, offer_id: uuid.UUID) -> FairOffer:
    """The gate for an association: an offer of its own. Raises `FairOffer.DoesNotExist`."""
    return FairOffer.objects.select_related("fair").get(pk=offer_id, organisation=organisation)


def shows_who_comes(fair: Fair, *, at: dt.datetime) -> bool:
    """Whether an association may see who comes: published, the day before to prepare, and on the day itself."""
    days_left = (fair.held_on - clock.local_day(at)).days
    return bool(fair.published_at) and 0 <= days_left <= 1


def _whole(rows: QuerySet[Pupil]) -> QuerySet[Pupil]:
    wishes = PupilWish.objects.select_related("offer").order_by("rank")
    places = FairPlace.objects.select_related("offer").order_by("round")
    rows = rows.select_related("school_class").order_by(
        "school_class__grade", "school_class__name", "name", "pk"
    )
    return rows.prefetch_related(Prefetch("wishes", wishes), Prefetch("places", places))
