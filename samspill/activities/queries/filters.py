"""A filter in words, as a heading or a message tells what somebody has chosen."""

from __future__ import annotations

import uuid
from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.activities.queries.standing_areas import heir_id_of
from samspill.activities.rules.filters import Filter
from samspill.activities.wording import category_words, part_of_day_words
from samspill.foundation.models import Area
from samspill.organisations.models import Organisation
from samspill.organisations.wording import audience_words


def filter_in_words(looked_for: Filter) -> str:
    """«Musikk og sang · Hamna · gratis», whatever the days; "" where nothing is chosen. At most two queries.

    An area or an association that is there no more is passed over; an area that another took over from has its name.
    """
    told = (
        f"«{looked_for.words}»" if looked_for.words else "",
        category_words(looked_for.category) if looked_for.category else "",
        audience_words(looked_for.audience) if looked_for.audience else "",
        _where(looked_for),
        _name_of(Organisation, looked_for.organisation) if looked_for.organisation else "",
        _language_name(looked_for.language) if looked_for.language else "",
        part_of_day_words(looked_for.part_of_day) if looked_for.part_of_day else "",
        _("Free") if looked_for.free else "",
        _("Step-free") if looked_for.accessible else "",
    )
    return " · ".join(filter(None, told))


def named_with(title: str, looked_for: Filter) -> str:
    """A title with what was chosen behind it, so that two calendars one follows are told apart; at most two queries."""
    chosen = filter_in_words(looked_for)
    return f"{title}: {chosen}" if chosen else title


def _where(looked_for: Filter) -> str:
    if looked_for.near:
        return _("At most %(km)s km away") % {"km": round(looked_for.near.metres / 1000)}
    area = _name_of_area(looked_for.area) if looked_for.area else ""
    if not area or not looked_for.within_km:
        return area
    return _("%(area)s and at most %(km)s km around") % {"area": area, "km": looked_for.within_km}


def _name_of_area(key: uuid.UUID) -> str:
    heir = None if (name := _name_of(Area, key)) else heir_id_of(key)
    return _name_of(Area, heir) if heir else name


def _name_of(table: type[Area] | type[Organisation], key: uuid.UUID) -> str:
    return table.objects.filter(pk=key).values_list("name", flat=True).first() or ""


def _language_name(code: str) -> str:
    return _names({"nb": "nb", "nn": "nn"}.get((get_language() or "nb")[:2], "en_GB")).get(code, code)


@lru_cache(maxsize=4)
def _names(locale: str) -> dict[str, str]:
    return dict(Locale.parse(locale).languages.items())
