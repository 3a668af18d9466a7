"""Volunteering's tables, cut by subject."""

from samspill.volunteering.models.follow_ups import PairingFollowUp, UnplacedAnswer
from samspill.volunteering.models.needs import Need, Request, Shift
from samspill.volunteering.models.offers import Assignment, Offer, Wave
from samspill.volunteering.models.pairings import Pairing, PairingReview
from samspill.volunteering.models.recipients import Recipient, RecipientContact
from samspill.volunteering.models.volunteers import Absence, Interest, Qualification, Volunteer

__all__ = [
    "Absence",
    "Assignment",
    "Interest",
    "Need",
    "Offer",
    "Pairing",
    "PairingFollowUp",
    "PairingReview",
    "Qualification",
    "Recipient",
    "RecipientContact",
    "Request",
    "Shift",
    "UnplacedAnswer",
    "Volunteer",
    "Wave",
]
