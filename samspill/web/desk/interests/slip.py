"""The paper slip «I want to help»: to print and lay out, in three languages, in large print, with pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspill.foundation.documents import pdf
from samspill.foundation.phones import formatted
from samspill.messaging.queries import policy
from samspill.volunteering.rules.codes import KINDS
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.design.words import KIND_WORDS

_DESK = Path(__file__).resolve().parent.parent
TEMPLATE = _DESK / "data" / "slip.typ"
PICTURES = _DESK.parent / "design" / "static" / "design" / "pictures"
#: Which picture stands beside each kind of help.
PICTURE_OF = {
    "shopping": "food", "escort": "together", "visit": "seniors", "walk": "outdoors", "chores": "craft",
    "garden": "outdoors", "transport": "together", "tech": "tech", "homework": "children", "language": "language",
    "exercise": "sport", "event": "culture", "kitchen": "food", "repair": "craft", "mentor": "meeting",
    "other": "volunteering", "visit_friend": "seniors", "activity_friend": "outdoors", "inclusion_contact": "language",
}  # fmt: skip


@at_the_desk
@require_safe
def slip(request: DeskRequest) -> HttpResponse:
    """The slip as PDF. `?language=nn`, `?large=1`, `?pictures=1`."""
    wished = request.GET.get("language", "")
    language = wished if wished in dict(settings.LANGUAGES) else translation.get_language() or "nb"
    with translation.override(language):
        data = _told(request, language, large="large" in request.GET, pictures="pictures" in request.GET)
    response = HttpResponse(pdf(TEMPLATE, data), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="jeg-vil-hjelpe-{language}.pdf"'
    return response


def _told(request: DeskRequest, language: str, *, large: bool, pictures: bool) -> dict[str, Any]:
    unit, town, number = request.asker.unit, request.municipality, policy().sender
    phone = unit.phone or town.contact_phone
    return {
        "language": language,
        "large": large,
        "title": _("I want to help"),
        "lead": _("Fill in what you like. Name and phone are enough. We call you."),
        "name": _("My name"),
        "phone": _("My phone"),
        "email": _("Or my e-mail"),
        "wish_title": _("I would like to"),
        "wishes": [[str(KIND_WORDS[kind]), _picture(kind) if pictures else ""] for kind in KINDS],
        "words": _("Something you should know, or somebody I want to bring"),
        "speaks": _("I speak"),
        "call": _("The best time to call me"),
        "expect_title": _("Good to know"),
        "expect": [
            _("You get no pay."),
            _("You decide yourself how often."),
            _("It does not change your right to stay in Norway, or the money you get."),
        ],
        "consent": _("Yes, you may keep this and contact me. I can take it back at any time."),
        "signed": _("Name and day"),
        "give": _("Give the slip to %(unit)s") % {"unit": unit.name},
        "reach": ", ".join(
            part
            for part in (
                formatted(phone) if phone else "",
                _("or send FRIVILLIG by SMS to %(number)s") % {"number": number} if number else "",
            )
            if part
        ),
    }


def _picture(kind: str) -> str:
    return (PICTURES / f"{PICTURE_OF[kind]}.svg").read_text(encoding="utf-8")
