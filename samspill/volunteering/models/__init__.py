"""Volunteering's tables, cut by subject."""

from samspill.volunteering.models.attendance import Attendance, HeadCount
from samspill.volunteering.models.attests import Attest, ThanksHabit
from samspill.volunteering.models.callouts import CallOut, CallOutEntry, CallOutQuestion, CallOutWave
from samspill.volunteering.models.calls import CallTry
from samspill.volunteering.models.capabilities import OrganisationCapability
from samspill.volunteering.models.digests import DigestLine, DigestWish
from samspill.volunteering.models.follow_ups import PairingFollowUp, UnplacedAnswer
from samspill.volunteering.models.groups import GroupBooking, GroupSeat
from samspill.volunteering.models.interests import Interest
from samspill.volunteering.models.links import IntakeLink
from samspill.volunteering.models.mailings import Mailing, MailingRecipient
from samspill.volunteering.models.needs import Need, Request, Shift
from samspill.volunteering.models.offers import COMES, Assignment, Offer, Wave
from samspill.volunteering.models.outside import OutsideTask, TaskReading, TaskSource, TaskToldApart
from samspill.volunteering.models.pairings import Pairing, PairingReview
from samspill.volunteering.models.plans import Plan, PlanChoice, PlanExclusion, PlanShift, PlanUnit
from samspill.volunteering.models.pools import Pool, PoolMember
from samspill.volunteering.models.recipients import Recipient, RecipientContact
from samspill.volunteering.models.rotas import NeedRole
from samspill.volunteering.models.selections import Selection
from samspill.volunteering.models.staff_training import TrainedAtService
from samspill.volunteering.models.staying import StayQuestion
from samspill.volunteering.models.stories import StoryAboutNeed
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
    "CallTry",
    "DigestLine",
    "DigestWish",
    "GroupBooking",
    "GroupSeat",
    "HeadCount",
    "IntakeLink",
    "IntakeTalk",
    "Interest",
    "Mailing",
    "MailingRecipient",
    "Need",
    "NeedRole",
    "Offer",
    "OrganisationCapability",
    "OutsideTask",
    "Pairing",
    "PairingFollowUp",
    "PairingReview",
    "Plan",
    "PlanChoice",
    "PlanExclusion",
    "PlanShift",
    "PlanUnit",
    "Pool",
    "PoolMember",
    "Qualification",
    "Recipient",
    "RecipientContact",
    "Request",
    "Selection",
    "Shift",
    "StayQuestion",
    "StoryAboutNeed",
    "Swap",
    "TalkOffer",
    "TaskReading",
    "TaskSource",
    "TaskToldApart",
    "ThanksHabit",
    "TrainedAtService",
    "UnplacedAnswer",
    "Volunteer",
    "Wave",
]
