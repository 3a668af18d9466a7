"""Lillevik gets to know its associations: some were tried, and a small campaign is half answered."""

from __future__ import annotations

import datetime as dt

from django.db.models import F

from samspill.foundation import clock
from samspill.foundation.actions import subject_of
from samspill.messaging.models import OutboundMessage
from samspill.organisations.actions import change_organisation
from samspill.organisations.actions.mapping import note_contact_try
from samspill.organisations.actions.mapping_answers import decline_campaign, save_answers
from samspill.organisations.actions.mapping_campaigns import (
    choose_recipients,
    prepare_campaign,
    send_campaign,
)
from samspill.organisations.models import Campaign, CampaignRecipient, Organisation
from samspill.organisations.queries.mapping_campaigns import questions_of
from samspill.people.models import StaffMember

WHY = {
    "nb": "Vi vil kjenne alle foreninger i Lillevik, hva dere driver med og hva dere trenger.",
    "nn": "Vi vil kjenne alle foreiningar i Lillevik, kva de driv med og kva de treng.",
    "en": "We want to know all associations in Lillevik, what you do and what you need.",
}
#: How many members, how many volunteer, for whom, where they meet, what they need.
ANSWERS = (
    (34, 6, ["adults", "seniors"], "Skolen, hver tirsdag", "Et rom med piano"),
    (52, 14, ["children", "youth"], "Musikkrommet på Brattlia", "Flere voksne som kan være med på turer"),
    (18, 18, ["adults"], "Kulturhuset", "Et lager til kulissene"),
)


def get_to_know_them(clubs: dict[str, Organisation], by: StaffMember, *, at: dt.datetime) -> Campaign:
    """Eight are asked: three answer, one says no thanks; two others were tried by phone and at the square."""
    known = list(clubs.values())
    week = at - dt.timedelta(days=7)
    for number, club in enumerate(known[:8]):
        change_organisation(club, email=f"post{number + 1}@lillevik.example", by=by, at=week)
    campaign = _asked(known[:8], by, at=week)
    rows = list(CampaignRecipient.objects.filter(campaign=campaign).order_by("address"))
    asked = [str(one.pk) for one in questions_of(campaign)]
    for place, (row, told) in enumerate(zip(rows, ANSWERS, strict=False)):
        answers = dict(zip(asked, told, strict=False))
        answers |= {str(campaign.questions.get(fact="languages").pk): ["nb", "en"]}
        save_answers(row, answers, hands_in=True, channel="web", at=week + dt.timedelta(hours=5 + place))
    decline_campaign(rows[3], channel="web", at=week + dt.timedelta(days=2))
    if len(known) > 9:
        note_contact_try(known[8], "phone", "not_reached", by=by, at=week)
        words = "Møttes på torget. Ring etter klokka fem."
        note_contact_try(known[9], "met", "try_later", words=words, by=by, at=week)
    return campaign


def _asked(clubs: list[Organisation], by: StaffMember, *, at: dt.datetime) -> Campaign:
    today = clock.local_day(at)
    campaign = prepare_campaign(
        "Hvem er vi i Lillevik?", languages=["nb", "nn", "en"], why=WHY, opens_on=today,
        closes_on=today + dt.timedelta(weeks=4), by=by, at=at,
    )  # fmt: skip
    choose_recipients(campaign, clubs, by=by, at=at)
    send_campaign(campaign, base="http://localhost/mapping/", by=by, at=at)
    # It was sent a week ago, and is not to be sent to the phones now.
    gone = OutboundMessage.objects.filter(about=subject_of(campaign), cancelled_at__isnull=True)
    gone.update(claimed_at=F("queued_at"), sent_at=F("queued_at"), delivered_at=F("queued_at"))
    return campaign
