"""A task as schema.org tells it, for search engines: a posting for a volunteer, who gets no pay (JSON-LD)."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString

from samspill.activities.queries import as_json_ld
from samspill.foundation import clock
from samspill.foundation.models import Municipality
from samspill.volunteering.queries.square import OpenNeed


def posting_of(need: OpenNeed, town: Municipality, *, url: str) -> SafeString:
    """A JobPosting for the data block of the page at `url`, safe inside a script element. What is not told is left out.

    The vocabulary has no kind of its own for this; `employmentType` says VOLUNTEER. Where it is to be done is told no
    closer than the part of town.
    """
    shift = need.shift
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "@id": url,
        "url": url,
        "identifier": str(need.id),
        "title": need.title,
        "description": need.public_text or need.title,
        "employmentType": "VOLUNTEER",
        "datePosted": clock.local_day(need.published_at).isoformat(),
        "validThrough": None if need.pattern else clock.local(shift.ends_at).isoformat(timespec="minutes"),
        "jobStartDate": clock.local_day(shift.starts_at).isoformat(),
        "totalJobOpenings": need.places_left,
        "hiringOrganization": _said({"@type": "Organization", "name": need.unit, "telephone": need.phone}),
        "jobLocation": {"@type": "Place", "name": need.area or town.name_nb, "address": _address(town)},
    }
    return SafeString(as_json_ld([_said(told)]))


def _address(town: Municipality) -> dict[str, str]:
    return {"@type": "PostalAddress", "addressLocality": town.name_nb, "addressCountry": "NO"}


def _said(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value not in (None, "", [])}
