"""The letters of a campaign, and its form on paper: what a page of the desk gives to be printed."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from samspill import organisations
from samspill.foundation.documents import pdf
from samspill.organisations.models import Campaign, CampaignQuestion, CampaignRecipient
from samspill.organisations.rules.mapping_questions import in_language
from samspill.web.access.mapping_form import choices_of
from samspill.web.design.templatetags.design import day_and_year

TEMPLATE = Path(organisations.__file__).parent / "data" / "campaign.typ"


def letters(
    campaign: Campaign,
    questions: Sequence[CampaignQuestion],
    rows: Sequence[CampaignRecipient],
    *,
    base: str,
) -> bytes:
    """A letter to each with its code, link and square code, and the form to fill in by hand."""
    with translation.override(_language(campaign)):
        told = [_letter(campaign, questions, row, base) for row in rows]
        return pdf(TEMPLATE, _sheet(campaign, told))


def empty_form(campaign: Campaign, questions: Sequence[CampaignQuestion]) -> bytes:
    """The form without a name on it, for a meeting or a visit."""
    with translation.override(_language(campaign)):
        return pdf(TEMPLATE, _sheet(campaign, [_letter(campaign, questions, None, "")]))


def as_on_paper(code: str) -> str:
    """A code in two halves, as it stands in the letter and is read out."""
    return "-".join((code[:5], code[5:]))


def _language(campaign: Campaign) -> str:
    return next((code for code in campaign.languages if code in ("nb", "nn", "en")), "nb")


def _sheet(campaign: Campaign, told: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "title": campaign.name,
        "language": _language(campaign),
        "letters": told,
        "with_questions": True,
        "form_title": _("Or fill in here and send it back"),
    }


def _letter(
    campaign: Campaign, questions: Sequence[CampaignQuestion], row: CampaignRecipient | None, base: str
) -> dict[str, Any]:
    language, place = _language(campaign), row.organisation if row else None
    link = f"{base}{row.code}/" if row else ""
    return {
        "address": [place.name, place.address, f"{place.postcode} {place.town}"] if place else [],
        "title": _("Some questions to %(name)s") % {"name": place.name} if place else campaign.name,
        "why": in_language(campaign.why, language, campaign.languages),
        "how": _("Answer on the web until %(day)s. Scan the square, or write the code:")
        % {"day": day_and_year(campaign.closes_on)},
        "link": link,
        "code": as_on_paper(row.code) if row else "",
        "square": _square(link) if row else "",
        "questions": [_question(one, language, campaign) for one in questions],
    }


def _question(question: CampaignQuestion, language: str, campaign: Campaign) -> dict[str, Any]:
    choices = choices_of(question, language, campaign.languages)
    return {
        "text": in_language(question.asked, language, campaign.languages),
        "kind": question.kind,
        "choices": [word for _code, word in choices],
    }


def _square(link: str) -> str:
    import segno

    drawn = BytesIO()
    segno.make(link, error="m").save(drawn, kind="svg", scale=4, border=2, xmldecl=False)
    return drawn.getvalue().decode()
