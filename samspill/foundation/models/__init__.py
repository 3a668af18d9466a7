"""The ground's tables, cut by subject."""

from samspill.foundation.models.audit import AuditEntry
from samspill.foundation.models.changes import ChangeNote, ChangeNumber
from samspill.foundation.models.jobs import JobLease
from samspill.foundation.models.keeping import KeepingPeriod, KeepingRun
from samspill.foundation.models.limits import Allowance
from samspill.foundation.models.links import OneTimeLink
from samspill.foundation.models.places import Area, Host, Municipality
from samspill.foundation.models.search import SameMeaning, SearchDocument, SearchWord

__all__ = [
    "Allowance",
    "Area",
    "AuditEntry",
    "ChangeNote",
    "ChangeNumber",
    "Host",
    "JobLease",
    "KeepingPeriod",
    "KeepingRun",
    "Municipality",
    "OneTimeLink",
    "SameMeaning",
    "SearchDocument",
    "SearchWord",
]
