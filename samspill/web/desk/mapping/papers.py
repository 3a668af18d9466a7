"""The letters of a campaign, and its form on paper: what a page of the desk gives to be printed."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill import organisations
from samspill.foundation.documents import pdf
from samspill.foundation.models import Municipality
from samspill.foundation.phones import formatted
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
    town: Municipality,
    base: str,
) -> bytes:
    """A letter to each with its code, link and square code, and the form to fill in by hand."""
    language = languages_of(campaign)[0]
    with translation.override(language):
        told = [_letter(campaign, questions, row, base) for row in rows]
        return pdf(TEMPLATE, _sheet(campaign, told, town, language))


def empty_form(
    campaign: Campaign, questions: Sequence[CampaignQuestion], *, town: Municipality, language: str = ""
) -> bytes:
    """The form for a meeting or a visit: a line for the name of the association, and where it is sent back.

    In the language asked for, where the campaign is written in it and the rest of the sheet can be.
    """
    language = language if language in languages_of(campaign) else languages_of(campaign)[0]
    with translation.override(language):
        return pdf(TEMPLATE, _sheet(campaign, [_letter(campaign, questions, None, "")], town, language))


def languages_of(campaign: Campaign) -> list[str]:
    """What a sheet can be written in: the campaign's languages that we speak ourselves; at least bokmål."""
    return [code for code in campaign.languages if code in dict(settings.LANGUAGES)] or ["nb"]


def as_on_paper(code: str) -> str:
    """A code in two halves, as it stands in the letter and is read out."""
    return "-".join((code[:5], code[5:]))


def _sheet(
    campaign: Campaign, told: list[dict[str, Any]], town: Municipality, language: str
) -> dict[str, Any]:
    has_names = bool(told[0]["address"])
    return {
        "title": campaign.name,
        "language": language,
        "letters": told,
        "with_questions": True,
        "form_title": _("Or fill in here and send it back") if has_names else "",
        "whose": "" if has_names else _("Name of the association"),
        "back": _back(campaign, town),
    }


def _back(campaign: Campaign, town: Municipality) -> str:
    """Where a sheet filled in is sent, until when, and whom to call."""
    reached = [formatted(town.contact_phone) if town.contact_phone else "", town.contact_email]
    told = {"town": town.name_nb, "day": day_and_year(campaign.closes_on)}
    words = _("Give or send the sheet to %(town)s by %(day)s.") % told
    return " ".join(filter(None, [words, ", ".join(filter(None, reached))]))


def _letter(
    campaign: Campaign, questions: Sequence[CampaignQuestion], row: CampaignRecipient | None, base: str
) -> dict[str, Any]:
    """What stands on one sheet, in the language of the moment."""
    language, place = get_language() or "nb", row.organisation if row else None
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
