"""An association with all it shows, runs and is asked."""

from __future__ import annotations

import datetime as dt

from samspill.activities.models import (
    Activity,
    ActivityDraft,
    AreaRemoval,
    CalendarProblem,
    CalendarRun,
    CalendarSubscription,
    Occurrence,
    ReaderReport,
    StoryAbout,
)
from samspill.foundation import clock
from samspill.foundation.keys import new_key
from samspill.insight.models import Visits
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
from samspill.people.models import Person, StaffMember, Unit
from samspill.venues.models import Place
from tests.house.cast.places import lent_rooms


def enter_associations(
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
    _shown(club, person, staff, number, at)
    _doubles_of(club, number, staff, at)
    _run(club, person, staff, number, soon, at)


def _shown(club: Organisation, person: Person, staff: StaffMember, number: int, at: dt.datetime) -> None:
    """Its picture and its story, the question whether the page is right, and what the desk reads before it shows."""
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


def _doubles_of(club: Organisation, number: int, staff: StaffMember, at: dt.datetime) -> None:
    """One that waits, one that was the same, one that was told apart; and the sheet that two came from."""
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


def _run(
    club: Organisation, person: Person, staff: StaffMember, number: int, soon: dt.datetime, at: dt.datetime
) -> None:
    """Its calendar, and an activity in a house with rooms to borrow."""
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
    lent_rooms(place, person, soon, at)
    activity = Activity.objects.create(
        title={"nb": f"Tur {number}"}, organisation=club, place=place, area=person.area, created_at=at,
        changed_at=at, published_at=at,
    )  # fmt: skip
    AreaRemoval.objects.create(
        area_id=new_key(),
        name=f"Nes {number}",
        heir=person.area,
        reason="Det samme",
        removed_at=at,
        removed_by=staff,
    )
    ActivityDraft.objects.create(
        organisation=club, typed={"title_nb": [f"Vårtur {number}"]}, begun_at=at, saved_at=at, person=person
    )
    Occurrence.objects.create(
        activity=activity, slot=soon, starts_at=soon, ends_at=soon + dt.timedelta(hours=1)
    )
    told = club.stories.get()
    StoryAbout.objects.create(story=told, activity=activity)
    for about in (
        {"activity": activity},
        {"organisation": club},
        {"picture": told.pictures.get()},
        {"story": told},
    ):
        ReaderReport.objects.create(
            **about, reason="wrong", words="Det er onsdager", contact=f"+474123456{number}", language="nb",
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
