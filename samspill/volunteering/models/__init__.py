"""Volunteering's tables, cut by subject."""

from samspill.volunteering.models.groups import GroupBooking, GroupSeat
from samspill.volunteering.models.needs import Need, Request, Shift
from samspill.volunteering.models.offers import COMES, Assignment, Offer, Wave
from samspill.volunteering.models.pools import Pool, PoolMember
from samspill.volunteering.models.recipients import Recipient
from samspill.volunteering.models.rotas import NeedRole
from samspill.volunteering.models.swaps import Swap
from samspill.volunteering.models.volunteers import Absence, Interest, Qualification, Volunteer

__all__ = [
    "COMES",
    "Absence",
    "Assignment",
    "GroupBooking",
    "GroupSeat",
    "Interest",
    "Need",
    "NeedRole",
    "Offer",
    "Pool",
    "PoolMember",
    "Qualification",
    "Recipient",
    "Request",
    "Shift",
    "Swap",
    "Volunteer",
    "Wave",
]
