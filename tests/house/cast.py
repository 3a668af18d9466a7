"""One of everything in Lillevik, as many times as asked, so that tests can walk all addresses."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.apps import apps

from samspill.activities.models import (
    Activity,
    ActivityDraft,
    CalendarProblem,
    CalendarRun,
    CalendarSubscription,
    Fair,
    FairOffer,
    FairPlace,
    FairRoom,
    FairRound,
    Occurrence,
    Pupil,
    PupilWish,
    ReaderReport,
    SchoolClass,
    SignUp,
    SignUpMessage,
    Waiting,
    WeekSubscription,
)
from samspill.commitments.models import AgreementText, Signature, SigningRequest
from samspill.foundation import clock
from samspill.foundation.models import Area, SameMeaning
from samspill.foundation.tenancy import Owned
from samspill.insight.models import Visits
from samspill.messaging.models import (
    InboundMessage,
    MessageTemplate,
    OutboundMessage,
    PhoneNote,
    TemplateText,
    ThreadDraft,
)
from samspill.organisations.models import (
    Campaign,
    CampaignQuestion,
    CampaignRecipient,
    ContactTry,
    Organisation,
    OrganisationMerger,
    PageQuestion,
    Picture,
    PictureFile,
    Post,
    PostClaim,
    ProgramKey,
    PublishingRule,
    Review,
    SheetImport,
    Story,
    ToldApart,
    TrustDecision,
)
from samspill.people.actions import add_provider, link_way_in
from samspill.people.models import (
    Change,
    Claim,
    Consent,
    ContactPoint,
    Hold,
    Passkey,
    Person,
    StaffMember,
    StandIn,
    Unit,
)
from samspill.venues.models import (
    Booking,
    ClosedDays,
    LendingHours,
    Place,
    Season,
    SeasonBreak,
    SeasonRequest,
    SeasonSpace,
    SeasonTime,
    SeasonWish,
    Sharing,
    Space,
)
from samspill.volunteering.models import (
    Absence,
    Assignment,
    Attendance,
    Attest,
    CallOut,
    CallOutEntry,
    CallOutQuestion,
    CallOutWave,
    CallTry,
    DigestLine,
    DigestWish,
    GroupBooking,
    GroupSeat,
    HeadCount,
    IntakeLink,
    IntakeTalk,
    Interest,
    Mailing,
    MailingRecipient,
    Need,
    NeedRole,
    Offer,
    OrganisationCapability,
    Pairing,
    PairingFollowUp,
    PairingReview,
    Plan,
    PlanChoice,
    PlanExclusion,
    PlanShift,
    PlanUnit,
    Pool,
    PoolMember,
    Qualification,
    Recipient,
    RecipientContact,
    Request,
    Selection,
    Shift,
    StayQuestion,
    Swap,
    TalkOffer,
    ThanksHabit,
    UnplacedAnswer,
    Volunteer,
    Wave,
)

#: Words in addresses that are not the name of a table.
MEANT = {
    "message": InboundMessage,
    "point": ContactPoint,
    "calendar": CalendarSubscription,
    "sheet": SheetImport,
    "story_picture": Picture,
    "staff": StaffMember,
    "role": apps.get_model("people", "UnitRole"),
    "capability": OrganisationCapability,
    "question": CallOutQuestion,
    "follow_up": PairingFollowUp,
    "unplaced": UnplacedAnswer,
    "template": MessageTemplate,
    "letter": OutboundMessage,
    "words": OutboundMessage,
    "rota": Need,
    "organiser": Organisation,
    "closed": ClosedDays,
    "provider": apps.get_model("people", "SignInProvider"),
    "way": apps.get_model("people", "WayIn"),
}
#: What such a row must be, where not any of its table will do.
NARROWED: dict[str, dict[str, Any]] = {
    "letter": {"channel": "letter"},
    "words": {"channel": "phone"},
    "rota": {"form": "rota"},
    "picture": {"story": None},
    "story_picture": {"story__isnull": False},
}


def enter_everything(unit: Unit, staff: StaffMember, number: int) -> None:
    """One of everything, told apart by `number`. Shifts and activities are two days ahead."""
    at = clock.now()
    soon = at + dt.timedelta(days=2)
    area = Area.objects.create(name=f"Del {number}")
    SameMeaning.objects.create(words=f"huset{number} ungdomsklubb")
    person = _person(f"Kari Person {number}", f"+474123456{number}", area, staff, at)
    volunteer = _volunteer(person, unit, staff, at)
    shift = _shift(unit, staff, number, soon, at)
    _asked(shift, person, staff, at)
    _messages(person, staff, number, at)
    Interest.objects.create(
        name=f"Amina {number}", phone=f"+479234567{number}", received_at=at, need=shift.need
    )
    _associations(person, unit, staff, number, soon, at)
    _a_fair(unit, number, at)
    _intake(unit, staff, number, at)
    _onboarding(person, unit, staff, shift, number, at)
    _conversations(person, shift, unit, staff, number, at)
    assert volunteer.person == person
    _privacy(person, staff, at)
    _called_out(person, unit, staff, number, at)
    _handed_over(unit, staff, number, at)
    _a_pair(volunteer, shift, staff, number, at)
    _planned(unit, staff, shift, person, at)
    _shapes_of_need(shift, person, unit, staff, number, soon, at)


def _handed_over(unit: Unit, staff: StaffMember, number: int, at: dt.datetime) -> None:
    """A colleague who is away, and one who has left."""
    away = StaffMember.objects.create(
        name=f"Borte {number}", email=f"borte{number}@kommune.test", invited_at=at
    )
    today = clock.local_day(at)
    StandIn.objects.create(
        from_staff=away, to_staff=staff, unit=unit, from_on=today, until_on=today, made_at=at, made_by=staff
    )


def row_for(word: str) -> Owned:
    """The first row of what an address calls `<word>_id`."""
    model: Any = MEANT.get(word) or _model_named(word)
    model = MEANT.get(word) or _model_named(word)
    row = model.objects.filter(**NARROWED.get(word, {})).order_by("pk").first()
    assert row is not None, (
        f"tests/house/cast.py enters no {word}: add one, so that its addresses are walked."
    )
    return row


def _model_named(word: str) -> Any:
    found = [
        model
        for model in apps.get_models()
        if issubclass(model, Owned) and model._meta.model_name == word.replace("_", "")
    ]
    assert len(found) == 1, f"No table is called {word}: tell tests/house/cast.py what it is."
    return found[0]


def _person(name: str, phone: str, area: Area, staff: StaffMember, at: dt.datetime) -> Person:
    person = Person.objects.create(
        name=name, came_through="phone", created_at=at, area=area, languages=("nb", "ar")
    )
    ContactPoint.objects.create(person=person, kind="phone", value=phone, added_at=at, is_preferred=True)
    ContactPoint.objects.create(person=person, kind="email", value=f"{phone[1:]}@example.no", added_at=at)
    Consent.objects.create(person=person, source="phone", given_at=at, entered_by=staff)
    return person


def _volunteer(person: Person, unit: Unit, staff: StaffMember, at: dt.datetime) -> Volunteer:
    volunteer = Volunteer.objects.create(
        person=person, unit=unit, joined_at=at, wishes=("walk",), availability=3
    )
    today = clock.local_day(at)
    Absence.objects.create(
        volunteer=volunteer, from_on=today + dt.timedelta(days=30), until_on=today + dt.timedelta(days=31)
    )
    Qualification.objects.create(
        volunteer=volunteer, kind="course", held_from_on=today, seen_by=staff, recorded_at=at
    )
    return volunteer


def _shift(unit: Unit, staff: StaffMember, number: int, soon: dt.datetime, at: dt.datetime) -> Shift:
    helped = Person.objects.create(name=f"Gunvor Mottaker {number}", came_through="phone", created_at=at)
    recipient = Recipient.objects.create(person=helped, unit=unit, since_at=at)
    request = Request.objects.create(
        unit=unit,
        recipient=recipient,
        caller_name="Sykehjemmet",
        channel="phone",
        received_at=at,
        entered_by=staff,
    )
    need = Need.objects.create(
        request=request, unit=unit, kind="walk", form="once", title=f"Tur {number}", made_at=at, made_by=staff,
        places=2, published_at=at,
    )  # fmt: skip
    return Shift.objects.create(
        need=need, code=100 + number, starts_at=soon, ends_at=soon + dt.timedelta(hours=1), places=2
    )


def _asked(shift: Shift, person: Person, staff: StaffMember, at: dt.datetime) -> None:
    wave = Wave.objects.create(shift=shift, number=1, sent_at=at, sent_by=staff, proposed_size=1)
    offer = Offer.objects.create(
        shift=shift, person=person, wave=wave, channel="sms", asked_at=at, asked_by=staff, answer="yes",
        answered_at=at, answer_channel="sms",
    )  # fmt: skip
    Assignment.objects.create(shift=shift, person=person, offer=offer, seat=1, made_at=at, channel="sms")


def _messages(person: Person, staff: StaffMember, number: int, at: dt.datetime) -> None:
    InboundMessage.objects.create(
        gateway="simulator", provider_id=f"in-{number}", channel="sms", sender=f"+474123456{number}", body="nja",
        received_at=at, person=person, waits_since_at=at, owner=staff,
    )  # fmt: skip
    OutboundMessage.objects.create(
        key=f"out-{number}", channel="sms", person=person, address=f"+474123456{number}", body="Hei",
        written_by=staff, queued_at=at, not_before_at=at,
    )  # fmt: skip
    PhoneNote.objects.create(person=person, at=at, written_by=staff, text="Ringte")


def _associations(
    person: Person, unit: Unit, staff: StaffMember, number: int, soon: dt.datetime, at: dt.datetime
) -> None:
    club = Organisation.objects.create(
        name=f"Turlaget {number}", came_from="desk", created_at=at, area=person.area
    )
    Post.objects.create(organisation=club, person=person, title="leader", from_on=clock.local_day(at))
    ContactTry.objects.create(
        organisation=club, way="phone", outcome="try_later", words=f"Spør etter {person.name}", tried_at=at,
        tried_by=staff, next_on=clock.local_day(at), next_by=staff,
    )  # fmt: skip
    _a_campaign(club, person, staff, number, at)
    shown = Picture.objects.create(
        organisation=club, place=1, alt=f"{person.name} på tur", taken_by=person.name, agreed_at=at, digest="ab12",
        width=480, height=320, added_at=at,
    )  # fmt: skip
    for kind in ("webp", "jpeg"):
        PictureFile.objects.create(picture=shown, kind=kind, width=480, height=320, content=b"x")
    PageQuestion.objects.create(
        organisation=club, person=person, channel="sms", address=f"+474123456{number}", code=417_000 + number,
        asked_at=at, reminded_at=at,
    )  # fmt: skip
    told = Story.objects.create(
        organisation=club, language="nb", title=f"{person.name} fortalte {number}", text="Vi gikk på tur.",
        credit=person.name, licence="ask", begun_at=at, changed_at=at, agreed_at=at, published_at=at,
    )  # fmt: skip
    in_it = Picture.objects.create(
        story=told, place=1, alt=f"{person.name} på toppen", taken_by=person.name, agreed_at=at, digest="ab12",
        width=480, height=320, added_at=at,
    )  # fmt: skip
    for kind in ("webp", "jpeg"):
        PictureFile.objects.create(picture=in_it, kind=kind, width=480, height=320, content=b"x")
    Review.objects.create(
        organisation=club, kind="picture", subject=shown.pk, title=f"{person.name} på tur", asked_at=at,
        asked_by=person,
    )  # fmt: skip
    TrustDecision.objects.create(
        organisation=club, is_trusted=True, reason="Kjent her", decided_at=at, decided_by=staff
    )
    PublishingRule.objects.get_or_create(
        defaults={"reads": "groups", "enough": 3, "usual_days": 2, "changed_at": at, "changed_by": staff}
    )
    PostClaim.objects.create(
        organisation=club, person=person, title="treasurer", words="Valgt i mars", asked_at=at
    )
    ProgramKey.objects.create(
        organisation=club,
        name=f"{person.name} sin nettside",
        key_hash=f"{person.pk.hex}{number:032}",
        made_at=at,
    )
    Organisation.objects.create(name=f"Strikkeklubben {number}", came_from="web", created_at=at)
    double = Organisation.objects.create(
        name=f"Turlag {number}", came_from="sheet", created_at=at, merged_into=club
    )
    twin = Organisation.objects.create(name=f"Turgjengen {number}", came_from="sheet", created_at=at)
    ToldApart.objects.create(
        one=min(club, twin, key=lambda one: one.pk), other=max(club, twin, key=lambda one: one.pk),
        reason="Et annet lag", told_at=at, told_by=staff,
    )  # fmt: skip
    OrganisationMerger.objects.create(
        kept=club, gone=double, reason="Samme lag", merged_at=at, merged_by=staff
    )
    SheetImport.objects.create(
        filename=f"lag{number}.csv", content=b"Navn;Telefon\nLag;41234567\n", received_at=at, received_by=staff,
        columns={"0": "name", "1": "phone"}, heading_row=0, confirmed_at=at,
    )  # fmt: skip
    calendar = CalendarSubscription.objects.create(
        name=f"Kalender {number}",
        url="https://example.no/a.ics",
        organisation=club,
        added_at=at,
        added_by=staff,
    )
    run = CalendarRun.objects.create(subscription=calendar, started_at=at, finished_at=at)
    CalendarProblem.objects.create(run=run, reason="no_start", line=3)
    place = Place.objects.create(name=f"Huset {number}", area=person.area)
    _borrowed(place, person, soon, at)
    activity = Activity.objects.create(
        title={"nb": f"Tur {number}"}, organisation=club, place=place, area=person.area, created_at=at,
        changed_at=at, published_at=at,
    )  # fmt: skip
    ActivityDraft.objects.create(
        organisation=club, typed={"title_nb": [f"Vårtur {number}"]}, begun_at=at, saved_at=at, person=person
    )
    Occurrence.objects.create(
        activity=activity, slot=soon, starts_at=soon, ends_at=soon + dt.timedelta(hours=1)
    )
    ReaderReport.objects.create(
        activity=activity, reason="wrong", words="Det er onsdager", contact=f"+474123456{number}", language="nb",
        received_at=at,
    )  # fmt: skip


def _a_campaign(club: Organisation, person: Person, staff: StaffMember, number: int, at: dt.datetime) -> None:
    """One that asks a single question, and has its answer."""
    today = clock.local_day(at)
    Visits.objects.create(
        week=today - dt.timedelta(days=today.weekday()), what="organisation", key=str(club.pk), number=12 + number
    )  # fmt: skip
    campaign = Campaign.objects.create(
        name=f"Kartlegging {number}", languages=("nb",), why={"nb": "Vi vil bli kjent"}, opens_on=today,
        closes_on=today + dt.timedelta(days=9), made_at=at, made_by=staff, begun_at=at,
    )  # fmt: skip
    asked = CampaignQuestion.objects.create(
        campaign=campaign, number=1, kind="short", asked={"nb": "Hvem kan vi snakke med?"}, is_personal=True
    )
    CampaignRecipient.objects.create(
        campaign=campaign, organisation=club, code=f"ABCDEFGHJ{number}", way="email", address="lag@example.no",
        chosen_at=at, sent_at=at, saved_at=at, answered_at=at, answered_channel="web",
        answers={str(asked.pk): person.name},
    )  # fmt: skip


def _borrowed(place: Place, person: Person, soon: dt.datetime, at: dt.datetime) -> None:
    """A room of the house that is lent all day, one who asks for it, and a day it is closed."""
    space = Space.objects.create(place=place, name="Salen", made_at=at)
    for weekday in range(7):
        LendingHours.objects.create(space=space, weekday=weekday, opens=0, closes=1440, at_once=False)
    starts_at = soon.replace(minute=0, second=0, microsecond=0)
    Booking.objects.create(
        space=space, person=person, purpose="Øvelse", starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=1),
        asked_at=at, channel="web", answer_by_on=clock.local_day(soon),
    )  # fmt: skip
    far_on = clock.local_day(at) + dt.timedelta(days=60)
    ClosedDays.objects.create(place=place, from_on=far_on, until_on=far_on)
    _a_season(space, person, at)


def _a_season(space: Space, person: Person, at: dt.datetime) -> None:
    """Hours of the room for some weeks, one who asks for them, and what was found for her."""
    today = clock.local_day(at)
    name = f"Våren {Season.objects.count() + 1}"
    season = Season.objects.create(
        name=name, first_on=today + dt.timedelta(days=9), last_on=today + dt.timedelta(days=60),
        ask_by_on=today - dt.timedelta(days=1), weekdays=("0", "1"), seed="lot", made_at=at,
    )  # fmt: skip
    SeasonSpace.objects.create(season=season, space=space)
    SeasonBreak.objects.create(season=season, from_on=season.last_on, until_on=season.last_on)
    asked = SeasonRequest.objects.create(
        season=season, person=person, on_behalf_of=person.name, purpose="Øvelse", group="adults", people=9,
        minutes=60, asked_at=at, channel="web", answer=person.name,
    )  # fmt: skip
    SeasonWish.objects.create(request=asked, rank=1, space=space, weekdays=("0",), begins=600, ends=720)
    SeasonTime.objects.create(request=asked, space=space, weekday=0, begins=600, ends=660)
    Sharing.objects.create(season=season, asked_at=at, solved_at=at)


def _a_fair(unit: Unit, number: int, at: dt.datetime) -> None:
    """One offer in one round, and one pupil who wished for it and goes there."""
    day = clock.local_day(at) + dt.timedelta(days=1)
    fair = Fair.objects.create(
        unit=unit, name=f"Foreningenes dag {number}", held_on=day, wishes_open_at=at - dt.timedelta(days=9),
        wishes_close_at=at - dt.timedelta(days=2), seed="lot", commitment="0" * 64, made_at=at, drawn_at=at,
        drawing_asked_at=at,
    )  # fmt: skip
    FairRound.objects.create(fair=fair, number=1, begins=dt.time(9), ends=dt.time(10))
    host = Organisation.objects.get(name=f"Turlaget {number}")
    offer = FairOffer.objects.create(
        fair=fair, organisation=host, host_name=host.name, number=1, title="Klatring"
    )
    FairRoom.objects.create(offer=offer, round=1, capacity=9)
    school_class = SchoolClass.objects.create(fair=fair, name="8A", grade=8)
    pupil = Pupil.objects.create(
        fair=fair, school_class=school_class, name="Ada S.", code=f"ACDE{number:03}", added_at=at
    )
    PupilWish.objects.create(pupil=pupil, offer=offer, rank=1, reason="granted", facts={"round": 1})
    FairPlace.objects.create(pupil=pupil, offer=offer, round=1, seat=1, rank=1, placed_at=at)


def _intake(unit: Unit, staff: StaffMember, number: int, at: dt.datetime) -> None:
    """A link of a workplace, one who came by it, her talk and the times she may choose; and two who look like one."""
    link = IntakeLink.objects.create(
        unit=unit,
        label=f"Nordsida {number}",
        kind="help",
        token_hash=f"digest-{number}",
        made_at=at,
        made_by=staff,
    )
    soon = at + dt.timedelta(days=1, hours=number)
    facts = {
        "unit": unit,
        "received_at": at,
        "link": link,
        "channel": "paper",
        "signed_on": clock.local_day(at),
    }
    waiting = Interest.objects.create(
        name=f"Solveig {number}", phone=f"+479534567{number}", taken_by=staff, **facts
    )
    booked = Interest.objects.create(name=f"Turid {number}", phone=f"+479634567{number}", **facts)
    IntakeTalk.objects.create(
        interest=booked, booked_for_at=soon, with_staff=staff, booked_at=at, booked_channel="phone"
    )
    IntakeTalk.objects.create(
        interest=waiting, booked_for_at=at, with_staff=staff, booked_at=at, booked_channel="phone",
        did_not_answer_at=at,
    )  # fmt: skip
    TalkOffer.objects.create(
        interest=waiting, number=1, starts_at=soon, with_staff=staff, channel="sms",
        address=f"+479534567{number}", offered_at=at,
    )  # fmt: skip
    for name in (f"Berit Dobbel {number}", f"Berit M Dobbel {number}"):
        double = Person.objects.create(name=name, came_through="phone", created_at=at)
        ContactPoint.objects.create(person=double, kind="phone", value=f"+479734567{number}", added_at=at)


def _privacy(person: Person, staff: StaffMember, at: dt.datetime) -> None:
    """What she asked for by right, what was changed, why she is kept; and one of whom nothing may be done."""
    Claim.objects.create(person=person, kind="correction", words="Feil adresse", asked_at=at, channel="web")
    Change.objects.create(
        person=person, field="address", was="Storgata 1", became="Storgata 2", changed_at=at, channel="web",
        changed_by=staff,
    )  # fmt: skip
    until_on = clock.local_day(at) + dt.timedelta(days=90)
    Hold.objects.create(person=person, reason="Klage", held_at=at, held_by=staff, until_on=until_on)
    StayQuestion.objects.create(person=person, channel="sms", asked_at=at)
    # Nobody listens there: walks over all addresses get an answer at once.
    provider = add_provider("ID-porten", "http://127.0.0.1:9", "samspill", "hemmelig", by=staff, at=at)
    link_way_in(person, provider, f"known there as {person.name}", at=at)
    Passkey.objects.create(
        person=person, name=f"The phone of {person.name}", credential_id=str(person.pk), public_key="none", counter=0,
        added_at=at,
    )  # fmt: skip
    Person.objects.create(
        name="Berit Person",
        came_through="phone",
        created_at=at,
        restricted_at=at,
        restricted_reason="disputed",
    )


def _onboarding(
    person: Person, unit: Unit, staff: StaffMember, shift: Shift, number: int, at: dt.datetime
) -> None:
    """A text that is signed and one that is asked for; a place at a course; who came, and a certificate."""
    text, _ = AgreementText.objects.get_or_create(
        kind="agreement", language="nb", version=1,
        defaults={"title": "Avtale", "body": "Les dette.", "made_at": at, "published_at": at},
    )  # fmt: skip
    Signature.objects.create(
        text=text, person=person, kind="agreement", version=1, signed_name=person.name, signed_at=at, channel="web",
        digest="0" * 64, entered_at=at, entered_by=staff,
    )  # fmt: skip
    SigningRequest.objects.create(
        person=person,
        kind="agreement",
        version=1,
        code=4000 + number,
        channel="sms",
        asked_at=at,
        asked_by=staff,
    )
    activity = Activity.objects.get(title={"nb": f"Tur {number}"})
    Activity.objects.filter(pk=activity.pk).update(
        unit=unit, takes_sign_ups=True, places=5, completes="course"
    )
    SignUp.objects.create(
        occurrence=activity.occurrences.get(), person=person, seat=1, code=21_000 + number, signed_up_at=at,
        channel="web", entered_by=staff, for_whom="child", guest_name="Barn", answers=[["Allergi?", "Nei"]],
    )  # fmt: skip
    Waiting.objects.create(
        occurrence=activity.occurrences.get(), person=person, places=2, for_whom="group", guests=["Gjest"],
        answers=[["Allergi?", "Ja"]], number=1, code=22_000 + number, joined_at=at, channel="web", entered_by=staff,
        offered_at=at, offered_until_at=at + dt.timedelta(hours=24),
    )  # fmt: skip
    SignUpMessage.objects.create(
        activity=activity, body="Ta med matpakke.", written_at=at, person=person, told=1, not_reached=0
    )
    WeekSubscription.objects.create(
        channel="sms", address=f"+474123457{number}", language="nb", looked_for="free=1", rhythm="weekly",
        confirmed_at=at, renewed_at=at,
    )  # fmt: skip
    today = clock.local_day(at)
    facts = {
        "person": person,
        "happened_on": today,
        "came": True,
        "minutes": 60,
        "noted_at": at,
        "noted_by": staff,
    }
    Attendance.objects.create(shift=shift, **facts)
    HeadCount.objects.create(
        shift=shift, happened_on=today, people=3, minutes=60, noted_at=at, noted_by=staff
    )
    Attest.objects.create(
        person=person, unit=unit, code=f"K7QM-3XPA-{number:04d}", made_at=at, made_by=staff,
        facts={"name": person.name, "since": "", "times": 1, "minutes": 60, "first": str(today), "last": str(today),
               "kinds": ["walk"], "activities": [], "courses": []},
    )  # fmt: skip
    ThanksHabit.objects.get_or_create(unit=unit, ended_at=None, defaults={"begun_at": at, "begun_by": staff})


def _called_out(person: Person, unit: Unit, staff: StaffMember, number: int, at: dt.datetime) -> None:
    """A call-out that goes on, one that is over, and what an association can help with."""
    for over in (False, True):
        callout = CallOut.objects.create(
            unit=unit, code=300 + 2 * number + over, title=f"Savnet {number}", wanted=2, started_at=at,
            started_by=staff, private_text="Kanal 16", ended_at=at if over else None,
        )  # fmt: skip
        wave = CallOutWave.objects.create(callout=callout, number=1, sent_at=at, sent_by=staff, asked=1)
        CallOutQuestion.objects.create(
            callout=callout, wave=wave, person=person, channel="sms", address=f"+474123456{number}", asked_at=at,
            answer="yes", answered_at=at, answer_channel="sms", there_at=at, minutes=5,
        )  # fmt: skip
        CallOutEntry.objects.create(
            callout=callout, at=at, words="Satte i gang", written_at=at, written_by=staff
        )
    today = clock.local_day(at)
    OrganisationCapability.objects.create(
        organisation=Organisation.objects.get(name=f"Turlaget {number}"), kind="people", number=12, contact=person,
        assured_on=today, valid_until_on=today + dt.timedelta(days=365), assured_channel="phone", entered_by=staff,
    )  # fmt: skip


def _a_pair(volunteer: Volunteer, shift: Shift, staff: StaffMember, number: int, at: dt.datetime) -> None:
    """A pair that has met for a while: asked on both sides, reviewed once and overdue, and an answer to be placed."""
    need, today = shift.need, clock.local_day(at)
    recipient = need.request.recipient
    assert recipient is not None
    daughter = Person.objects.create(name=f"Liv Datter {number}", came_through="phone", created_at=at)
    RecipientContact.objects.create(recipient=recipient, person=daughter, relation="datter", since_at=at)
    pairing = Pairing.objects.create(
        need=need, recipient=recipient, volunteer=volunteer, unit=need.unit, agreed_at=at, agreed_channel="sms",
        started_on=today - dt.timedelta(days=100), next_review_on=today - dt.timedelta(days=number),
        next_follow_up_on=today + dt.timedelta(days=30), rhythm_words="annenhver uke",
    )  # fmt: skip
    PairingReview.objects.create(
        pairing=pairing, due_on=today - dt.timedelta(days=20), held_on=today - dt.timedelta(days=20), held_by=staff,
        held_with="both", note="Fortsetter", recorded_at=at,
    )  # fmt: skip
    for side, whose, score in (("volunteer", volunteer.person, 1), ("recipient", recipient.person, None)):
        PairingFollowUp.objects.create(
            pairing=pairing, side=side, person=whose, asked_person=whose, due_on=today, channel="phone", asked_at=at,
            score=score, answered_at=at if score else None, answer_channel="sms" if score else "",
        )  # fmt: skip
    inbound = InboundMessage.objects.create(
        gateway="simulator", provider_id=f"pair-{number}", channel="sms", sender=f"+474123456{number}", body="4 bra",
        received_at=at, person=volunteer.person, handled_at=at, outcome="which_pair",
    )  # fmt: skip
    UnplacedAnswer.objects.create(inbound=inbound, unit=need.unit, received_at=at)


def _planned(unit: Unit, staff: StaffMember, shift: Shift, person: Person, at: dt.datetime) -> None:
    """A plan that waits to be approved, with the one before that it replaces."""
    today = clock.local_day(at)
    facts = {"from_on": today, "until_on": today + dt.timedelta(days=6), "seed": "lot", "made_at": at}
    facts |= {
        "made_by": staff,
        "solved_at": at,
        "figures": {"places": 1, "planned": 1, "shifts": 1, "people": 1},
    }
    before = Plan.objects.create(**facts)
    for plan in (before, Plan.objects.create(**facts, replaces=before)):
        PlanUnit.objects.create(plan=plan, unit=unit)
        PlanShift.objects.create(plan=plan, shift=shift, places=1, fits=1)
        PlanChoice.objects.create(plan=plan, shift=shift, person=person, reasons=[["wish", "walk"]])
        PlanExclusion.objects.create(plan=plan, shift=shift, person=person, made_at=at, made_by=staff)


def _conversations(
    person: Person, shift: Shift, unit: Unit, staff: StaffMember, number: int, at: dt.datetime
) -> None:
    by_hand = {"person": person, "body": "Hei", "unit": unit, "queued_at": at, "not_before_at": at}
    OutboundMessage.objects.create(key=f"letter-{number}", channel="letter", address="Torggata 1", **by_hand)
    posted = {"claimed_at": at, "sent_at": at, "sent_by": staff, **by_hand}
    OutboundMessage.objects.create(key=f"posted-{number}", channel="letter", address="Torggata 1", **posted)
    words = OutboundMessage.objects.create(
        key=f"words-{number}", channel="phone", address="+4773000000", **by_hand
    )
    CallTry.objects.create(person=person, message=words, outcome="not_reached", tried_at=at, tried_by=staff)
    ThreadDraft.objects.create(
        staff=staff, person=person, channel="sms", body="Hei", begun_at=at, saved_at=at - dt.timedelta(days=2)
    )
    template = MessageTemplate.objects.create(unit=unit, name=f"Takk {number}", purpose="thanks", made_at=at)
    TemplateText.objects.create(template=template, language="nb", body="Takk, {fornavn}!")
    selection = Selection.objects.create(
        unit=unit, name=f"Turfolk {number}", criteria={"wishes": ["walk"]}, made_at=at, made_by=staff
    )
    mailing = Mailing.objects.create(
        unit=unit, name=f"Lunsj {number}", selection=selection, criteria=selection.criteria, made_at=at,
        texts={"nb": {"subject": "", "body": "Velkommen"}}, made_by=staff, confirmed_at=at, confirmed_by=staff,
    )  # fmt: skip
    MailingRecipient.objects.create(mailing=mailing, person=person, place=0)
    DigestWish.objects.create(person=person, since_at=at, channel="phone", entered_by=staff)
    DigestLine.objects.create(person=person, key=f"line-{number}", body="Velkommen", put_by_at=at)
    ContactPoint.objects.create(
        person=person, kind="phone", value=f"+479123456{number}", added_at=at, unusable_at=at
    )
    assert shift.need.unit == unit


def _shapes_of_need(
    shift: Shift,
    person: Person,
    unit: Unit,
    staff: StaffMember,
    number: int,
    soon: dt.datetime,
    at: dt.datetime,
) -> None:
    """A rota with two roles, a group, a pool, a swap somebody has agreed to, and a caller who must be called."""
    other = _person(
        f"Ali Person {number}", f"+474223456{number}", Area.objects.get(name=f"Del {number}"), staff, at
    )
    _volunteer(other, unit, staff, at)
    pattern = {
        "pattern": "weekly", "every": 1, "weekdays": [], "nth": None, "minutes": 120,
        "starts_on": clock.local_day(soon).isoformat(), "ends_on": None, "starts_time": "17:00:00",
        "skips_public_holidays": True, "skips_school_holidays": False,
    }  # fmt: skip
    rota = Need.objects.create(
        request=shift.need.request, unit=unit, kind="homework", form="rota", title=f"Leksehjelp {number}", made_at=at,
        made_by=staff, places=3, published_at=at, pattern=pattern,
    )  # fmt: skip
    roles = [
        NeedRole.objects.create(need=rota, number=n, title=title, places=3, minimum=2)
        for n, title in enumerate(("leder", "hjelper"))
    ]
    hours = {"starts_at": soon, "ends_at": soon + dt.timedelta(hours=2)}
    times = [
        Shift.objects.create(
            need=rota,
            role=role,
            slot=soon,
            code=200 + 10 * number + n,
            places=3,
            minimum=2,
            reserves=1,
            **hours,
        )
        for n, role in enumerate(roles)
    ]
    club = Organisation.objects.create(name=f"Koret {number}", came_from="desk", created_at=at)
    GroupBooking.objects.create(
        shift=shift, organisation=club, contact=other, size=1, made_at=at, channel="phone", entered_by=staff
    )
    group = GroupBooking.objects.create(
        shift=times[0],
        organisation=club,
        contact=other,
        size=1,
        made_at=at,
        channel="phone",
        entered_by=staff,
    )
    GroupSeat.objects.create(booking=group, shift=times[0], seat=2)
    pool = Pool.objects.create(unit=unit, name=f"Ring meg {number}", made_at=at, made_by=staff)
    PoolMember.objects.create(pool=pool, person=person, joined_at=at, entered_by=staff)
    mine = Assignment.objects.create(shift=times[0], person=person, seat=1, made_at=at, channel="sms")
    Swap.objects.create(
        assignment=mine,
        wished_at=at,
        channel="sms",
        to_person=other,
        asked_at=at,
        asked_channel="sms",
        agreed_at=at,
    )
    Shift.objects.filter(pk=times[1].pk).update(caller_owed_at=at, caller_owed_why="nobody")
