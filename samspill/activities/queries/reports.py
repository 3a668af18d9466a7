"""Reports from readers, for those who look after the square."""

from __future__ import annotations

from django.db.models import QuerySet

from samspill.activities.models import Activity, ReaderReport
from samspill.activities.models.reports import ABOUT
from samspill.activities.queries.times import in_language
from samspill.organisations.models import Picture, Story
from samspill.people.queries import Asker

_STORIES = ("story", "picture__story")
_TELLERS = ("organisation", "unit")


def reports_for(asker: Asker) -> QuerySet[ReaderReport]:
    """All reports: what stands on the square is everybody's, so all units may look after it."""
    rows = ReaderReport.objects.select_related("activity", "organisation", "settled_by")
    return rows.select_related(
        "picture__organisation", *(f"{way}__{teller}" for way in _STORIES for teller in _TELLERS)
    )


def waiting_reports(asker: Asker) -> QuerySet[ReaderReport]:
    """Those nobody has dealt with, the oldest first."""
    return reports_for(asker).filter(settled_at__isnull=True).order_by("received_at", "pk")


def settled_reports(asker: Asker) -> QuerySet[ReaderReport]:
    """Those somebody has dealt with, the latest first."""
    return reports_for(asker).filter(settled_at__isnull=False).order_by("-settled_at", "pk")


def about_the_same(report: ReaderReport) -> QuerySet[ReaderReport]:
    """All that waits about the same thing, this one included while it waits."""
    return _same(report).filter(settled_at__isnull=True).order_by("received_at", "pk")


def settled_with(report: ReaderReport) -> QuerySet[ReaderReport]:
    """All about the same thing that was settled in the same moment, this one included."""
    return _same(report).filter(settled_at=report.settled_at)


def title_of(report: ReaderReport, language: str) -> str:
    """What it is about, as that is called in the reader's language."""
    about = report.about
    if isinstance(about, Activity):
        return in_language(about.title, language)
    if isinstance(about, Story):
        return f"{about.teller.name}: {about.title}"
    if isinstance(about, Picture):
        owner = about.owner.teller if isinstance(about.owner, Story) else about.owner
        return f"{owner.name}: {about.alt}"
    return about.name


def _same(report: ReaderReport) -> QuerySet[ReaderReport]:
    return ReaderReport.objects.filter(**{one: getattr(report, f"{one}_id") for one in ABOUT})
