"""Volunteering's tables, cut by subject."""

from samspill.volunteering.models.calls import CallTry
from samspill.volunteering.models.digests import DigestLine, DigestWish
from samspill.volunteering.models.mailings import Mailing, MailingRecipient
from samspill.volunteering.models.needs import Need, Request, Shift
from samspill.volunteering.models.offers import Assignment, Offer, Wave
from samspill.volunteering.models.recipients import Recipient
from samspill.volunteering.models.selections import Selection
from samspill.volunteering.models.volunteers import Absence, Interest, Qualification, Volunteer

__all__ = [
    "Absence",
    "Assignment",
    "CallTry",
    "DigestLine",
    "DigestWish",
    "Interest",
    "Mailing",
    "MailingRecipient",
    "Need",
    "Offer",
    "Qualification",
    "Recipient",
    "Request",
    "Selection",
    "Shift",
    "Volunteer",
    "Wave",
]
