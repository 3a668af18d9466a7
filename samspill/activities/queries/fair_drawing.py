"""A fair as the question that is drawn from, and the places as they stand."""

from __future__ import annotations

from collections import defaultdict

from samspill.activities.models import Fair, FairPlace, FairRoom, PupilWish
from samspill.activities.rules.fairs import FairPupil, Place, Question, Stand

HIGHEST_GRADE = 99


def question_of(fair: Fair) -> Question:
    """Pupils, wishes and open offers of a fair. Five queries, however many they are."""
    wishes = defaultdict(list)
    rows = PupilWish.objects.filter(pupil__fair=fair).order_by("pupil", "rank")
    for pupil, offer in rows.values_list("pupil_id", "offer_id"):
        wishes[pupil].append(offer)
    found = fair.pupils.order_by("pk").values_list("pk", "school_class__grade")
    pupils = [FairPupil(key, tuple(wishes[key]), grade) for key, grade in found]
    return Question(pupils, _stands(fair), fair.rounds.count())


def standing_of(fair: Fair) -> list[Place]:
    """Who is where now. One query."""
    rows = FairPlace.objects.filter(offer__fair=fair).order_by("pk")
    return [Place(*row) for row in rows.values_list("pupil_id", "offer_id", "round", "rank")]


def _stands(fair: Fair) -> list[Stand]:
    rooms = defaultdict(dict)  # type: ignore[var-annotated]
    rows = FairRoom.objects.filter(offer__fair=fair, offer__closed_at__isnull=True)
    for offer, turn, capacity in rows.values_list("offer_id", "round", "capacity"):
        rooms[offer][turn] = capacity
    turns = range(1, fair.rounds.count() + 1)
    return [
        Stand(
            offer.pk,
            tuple(rooms[offer.pk].get(turn, 0) for turn in turns),
            (offer.from_grade or 0, offer.to_grade or HIGHEST_GRADE),
            offer.minimum,
        )
        for offer in fair.offers.filter(closed_at__isnull=True).order_by("pk")
    ]
