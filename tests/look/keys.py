"""Pages whose address is a key. The walk over every address has keys of nobody's; these are real."""

from __future__ import annotations

import datetime as dt
from typing import Any

from samspill.activities.actions.telling import LINK as PLACE
from samspill.activities.actions.telling import LINK_OF_WAITING as WAIT
from samspill.activities.models import ReaderReport, SignUp, StoryAbout, Waiting
from samspill.commitments.actions.asking import LINK as SIGNING
from samspill.commitments.models import Signature, SigningRequest
from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.organisations.models import Story
from samspill.organisations.queries.acting import acting_posts
from samspill.people.models import Passkey, StaffMember
from samspill.venues.actions.telling import LOAN_LINK
from samspill.venues.models import Loan
from samspill.volunteering.actions.links import make_intake_link
from samspill.volunteering.actions.onboarding import INVITATION
from samspill.volunteering.models import Assignment, Attendance, Attest, Interest, Offer, StoryAboutNeed
from samspill.web.access.links import OWN_PAGE
from samspill.web.access.talk_link import TALK

NOBODYS_ATTEST = "/attest/?code=0000-0000-0000"


def waits_for_an_answer() -> Offer:
    """Somebody who is asked just now."""
    return Offer.objects.filter(answer="", lapsed_at__isnull=True, shift__ends_at__gt=clock.now())[0]


def own_pages() -> list[str]:
    """All that one who is asked, one who is booked, one who may choose a time, and two workplaces can open."""
    asked = waits_for_an_answer()
    booked = Assignment.objects.filter(released_at__isnull=True, shift__ends_at__gt=clock.now())[0]
    choosing = Interest.objects.filter(times__isnull=False)[0]
    hers, his = _key(OWN_PAGE, asked.person_id), _key(OWN_PAGE, booked.person_id)
    own = ["", "wishes/", "away/", "leaving/", "reach/", "stored/", "ways/"]
    return [
        *(f"/me/{hers}/{part}" for part in own),
        f"/me/{_key(OWN_PAGE, Passkey.objects.earliest('pk').person_id)}/ways/",
        f"/me/{his}/",
        f"/me/{his}/tasks/{booked.pk}/cancellation/",
        f"/me/talk/{_key(TALK, choosing.pk)}/",
        *_stories(),
        *_loans(),
        *(f"/by/{door}/{part}" for door in _doors() for part in ("", "received/")),
        "/me/",
    ]


def _loans() -> list[str]:
    """What is borrowed every week, and what cannot be kept: by the borrower's link and on the association's pages."""
    weekly = Loan.objects.filter(series__isnull=False).earliest("starts_at", "pk")
    acts = acting_posts().filter(organisation=weekly.organisation_id)[0]
    here = f"/our/{_key(OWN_PAGE, acts.person_id)}/{weekly.organisation_id}"
    short = Loan.objects.filter(organisation=weekly.organisation_id, series=None).latest("asked_at", "pk")
    return [
        *(f"/loan/{_key(LOAN_LINK, weekly.pk)}/{part}" for part in ("", "time/", "dates/")),
        f"/loan/{_key(LOAN_LINK, short.pk)}/",
        *(f"{here}/{part}" for part in ("", "rooms/", f"rooms/things/{weekly.thing_id}/")),
        *(f"{here}/rooms/loans/{weekly.pk}/{part}/" for part in ("dates", "time")),
    ]


def _stories() -> list[str]:
    """Where an association writes stories: the list, a new one, one that is out, its pictures and its draft.

    And what everybody sees of a story that tells of an activity, and of one that tells of a need.
    """
    told = Story.objects.filter(organisation__isnull=False)
    story, draft = (told.filter(published_at__isnull=none)[0] for none in (False, True))
    acts = acting_posts().filter(organisation=story.organisation_id)[0]
    here = f"/our/{_key(OWN_PAGE, acts.person_id)}/{story.organisation_id}/stories/"
    parts = ("", "new/", f"{story.pk}/", f"{story.pk}/facts/", f"{story.pk}/pictures/", f"{draft.pk}/")
    both = StoryAbout.objects.earliest("pk")
    of_a_need = StoryAboutNeed.objects.earliest("pk")
    return [
        *(here + part for part in parts),
        f"/stories/{both.story_id}/",
        f"/activities/{both.activity_id}/",
        f"/stories/{of_a_need.story_id}/",
        f"/needs/{of_a_need.need_id}/",
    ]


def behind_links() -> list[str]:
    """What those open who are asked to sign, have signed, may choose a course, have, or show an attest."""
    asked, signed = (table.objects.earliest("pk").person_id for table in (SigningRequest, Signature))
    has_place = SignUp.objects.earliest("pk")
    still_waits = Waiting.objects.filter(left_at__isnull=True, sign_up__isnull=True).latest("pk")
    has_all = SignUp.objects.filter(parts__isnull=False).earliest("pk")
    has_hour = SignUp.objects.filter(occurrence__activity__appointment_minutes__isnull=False).earliest("pk")
    return [
        f"/sign/{_key(SIGNING, asked)}/",
        f"/sign/{_key(SIGNING, signed)}/",
        f"/course/{_key(INVITATION, asked)}/",
        f"/course/{_key(INVITATION, has_place.person_id)}/",
        f"/sign-up/{_key(PLACE, has_place.pk)}/",
        f"/sign-up/{_key(PLACE, SignUp.objects.filter(for_whom='child').earliest('pk').pk)}/change/",
        f"/sign-up/{_key(PLACE, has_all.pk)}/",
        f"/sign-up/{_key(PLACE, has_hour.pk)}/",
        f"/sign-up/{_key(PLACE, has_hour.pk)}/appointment/",
        *(f"/waiting/{_key(WAIT, waits.pk)}/" for waits in Waiting.objects.all()),
        f"/waiting/{_key(WAIT, still_waits.pk)}/change/",
        f"/attest/?code={Attest.objects.earliest('pk').code}",
        NOBODYS_ATTEST,
    ]


def at_the_desk() -> list[str]:
    """What the desk shows of the same people, of an evening that somebody waits for, and of loans that are short."""
    weekly = Loan.objects.filter(series__isnull=False).earliest("starts_at", "pk")
    short = Loan.objects.filter(organisation=weekly.organisation_id, series=None).latest("asked_at", "pk")
    evening = Waiting.objects.select_related("occurrence__activity").earliest("pk").occurrence
    organised = f"/desk/activities/{evening.activity.organisation_id}"
    return [
        *(f"/desk/rooms/loans/{weekly.pk}/dates/{part}" for part in ("", "instead/")),
        *(f"/desk/rooms/loans/{short.pk}/{part}" for part in ("", "message/", "instead/", "time/")),
        f"/desk/rooms/things/{short.thing_id}/",
        *(f"{organised}/times/{evening.pk}/{page}/" for page in ("line", "people")),
        f"{organised}/{evening.activity_id}/",
        f"{organised}/{evening.activity_id}/facts/",
        f"/desk/people/{SigningRequest.objects.earliest('pk').person_id}/papers/",
        f"/desk/people/{Attest.objects.earliest('pk').person_id}/papers/",
        f"/desk/reports/{ReaderReport.objects.filter(picture__isnull=False).earliest('pk').pk}/",
        f"/desk/attendance/shifts/{Attendance.objects.earliest('pk').shift_id}/?q=a",
    ]


def _doors() -> list[str]:
    """The links of two workplaces: one for those who need help, one for those who want to."""
    staff = StaffMember.objects.filter(roles__role__in=["leader", "coordinator"]).order_by("pk")[0]
    unit = staff.roles.all()[0].unit
    kinds = ("help", "volunteers")
    return [make_intake_link(unit, "Bjørkelia", kind, by=staff, at=clock.now())[1] for kind in kinds]


def _key(purpose: str, subject: Any) -> str:
    return make_link(purpose, str(subject), at=clock.now(), valid_for=dt.timedelta(days=1))
