"""What one sees of the thing that is read: the activity, the page's words before and after, the group, the picture."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.activities.models import Activity
from samspill.activities.queries.activities import activity_for
from samspill.activities.queries.running import patterns_of
from samspill.foundation import clock
from samspill.foundation.models import Area
from samspill.organisations.models import Organisation, Review
from samspill.organisations.queries.square import areas
from samspill.organisations.queries.stories import story_to_read
from samspill.organisations.rules.categories import UnknownCategory, category
from samspill.organisations.wording import audience_words
from samspill.people.queries import Asker
from samspill.web.access.page_fields import WORDS
from samspill.web.access.story_about import chosen_to_be_told_of
from samspill.web.design.language_names import language_name


def preview_of(asker: Asker, review: Review) -> dict[str, Any]:
    """The facts `desk/reviews/preview.html` shows."""
    if review.kind == Review.Kind.ACTIVITY:
        return _of_activity(asker, review)
    if review.kind == Review.Kind.PAGE and review.facts:
        return {"lines": _of_page(review)}
    if review.kind == Review.Kind.STORY:
        return _of_story(review)
    return {"group": review.organisation} if review.kind == Review.Kind.GROUP else {}


def _of_story(review: Review) -> dict[str, Any]:
    """With what it is about, also where that is not on the square."""
    story = story_to_read(review.subject)
    return {"story": story, "about": chosen_to_be_told_of(story, at=clock.now())} if story else {}


def _of_activity(asker: Asker, review: Review) -> dict[str, Any]:
    try:
        activity = activity_for(asker, review.subject)
    except Activity.DoesNotExist:
        return {}
    return {"activity": activity, "patterns": patterns_of(activity, on=clock.today())}


def _of_page(review: Review) -> list[tuple[str, str, str]]:
    """What is called what, what stands there now, and what shall stand there; only what differs once it is read."""
    names = {str(area.pk): area for area in areas()}
    now, then = _words_now(review.organisation), _words_then(review, names)
    called = {
        "about": _("What you do"),
        "audiences": _("For whom"),
        "place_text": _("Where they meet"),
        "website": _("Website"),
        "email": _("E-mail"),
        "phone": _("Phone"),
        "area": _("Part of town"),
        "categories": _("Category"),
        "languages": _("Languages"),
    }
    return [(words, now[name], then[name]) for name, words in called.items() if now[name] != then[name]]


def _words_now(organisation: Organisation) -> dict[str, str]:
    facts = {name: getattr(organisation, name) for name in WORDS}
    area = organisation.area.name if organisation.area else ""
    return (
        facts
        | _codes(organisation.categories, organisation.languages, organisation.audiences)
        | {"area": area}
    )


def _words_then(review: Review, known: dict[str, Area]) -> dict[str, str]:
    """What was not told of when it was sent stays as it stands."""
    facts, stands = review.facts, review.organisation
    told = {name: facts.get(name, getattr(stands, name)) for name in WORDS}
    area = known.get(facts.get("area") or "")
    codes = _codes(
        *(facts.get(name, getattr(stands, name)) for name in ("categories", "languages", "audiences"))
    )
    return told | codes | {"area": area.name if area else ""}


def _codes(categories: Any, languages: Any, audiences: Any) -> dict[str, str]:
    return {
        "categories": ", ".join(_category(code) for code in categories),
        "languages": ", ".join(str(language_name(code)) for code in languages),
        "audiences": ", ".join(map(audience_words, audiences)),
    }


def _category(code: str) -> str:
    try:
        return category(code).name(get_language() or "nb")
    except UnknownCategory:
        return code
