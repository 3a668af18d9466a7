"""Volunteering's tables, cut by subject."""

from samspill.volunteering.models.attendance import Attendance, HeadCount
from samspill.volunteering.models.attests import Attest, ThanksHabit
from samspill.volunteering.models.callouts import CallOut, CallOutEntry, CallOutQuestion, CallOutWave
from samspill.volunteering.models.capabilities import OrganisationCapability
from samspill.volunteering.models.groups import GroupBooking, GroupSeat
from samspill.volunteering.models.interests import Interest
from samspill.volunteering.models.links import IntakeLink
from samspill.volunteering.models.needs import Need, Request, Shift
from samspill.volunteering.models.offers import COMES, Assignment, Offer, Wave
from samspill.volunteering.models.pools import Pool, PoolMember
from samspill.volunteering.models.recipients import Recipient
from samspill.volunteering.models.rotas import NeedRole
from samspill.volunteering.models.staying import StayQuestion
from samspill.volunteering.models.swaps import Swap
from samspill.volunteering.models.talks import IntakeTalk, TalkOffer
from samspill.volunteering.models.volunteers import Absence, Qualification, Volunteer

__all__ = [
    "COMES",
    "Absence",
    "Assignment",
    "Attendance",
    "Attest",
    "CallOut",
    "CallOutEntry",
    "CallOutQuestion",
    "CallOutWave",
    "GroupBooking",
    "GroupSeat",
    "HeadCount",
    "IntakeLink",
    "IntakeTalk",
    "Interest",
    "Need",
    "NeedRole",
    "Offer",
    "OrganisationCapability",
    "Pool",
    "PoolMember",
    "Qualification",
    "Recipient",
    "Request",
    "Shift",
    "StayQuestion",
    "Swap",
    "TalkOffer",
    "ThanksHabit",
    "Volunteer",
    "Wave",
]
