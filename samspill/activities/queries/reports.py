"""Reports from readers, for those who look after the square."""

from __future__ import annotations

from django.db.models import QuerySet

from samspill.activities.models import ReaderReport
from samspill.activities.queries.times import in_language
from samspill.people.queries import Asker


def reports_for(asker: Asker) -> QuerySet[ReaderReport]:
    """All reports: what stands on the square is everybody's, so all units may look after it."""
    return ReaderReport.objects.select_related("activity", "organisation", "picture__story", "settled_by")


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
    if report.activity is not None:
        return in_language(report.activity.title, language)
    name = report.organisation.name if report.organisation else ""
    return f"{name}: {report.picture.alt}" if report.picture is not None else name


def _same(report: ReaderReport) -> QuerySet[ReaderReport]:
    return ReaderReport.objects.filter(
        activity=report.activity_id, organisation=report.organisation_id, picture=report.picture_id
    )
