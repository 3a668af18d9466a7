"""Volunteering's tables, cut by subject."""

from samspill.volunteering.models.needs import Need, Request, Shift
from samspill.volunteering.models.offers import Assignment, Offer, Wave
from samspill.volunteering.models.plans import Plan, PlanChoice, PlanExclusion, PlanShift, PlanUnit
from samspill.volunteering.models.recipients import Recipient
from samspill.volunteering.models.volunteers import Absence, Interest, Qualification, Volunteer

__all__ = [
    "Absence",
    "Assignment",
    "Interest",
    "Need",
    "Offer",
    "Plan",
    "PlanChoice",
    "PlanExclusion",
    "PlanShift",
    "PlanUnit",
    "Qualification",
    "Recipient",
    "Request",
    "Shift",
    "Volunteer",
    "Wave",
]
