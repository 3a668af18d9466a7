"""An activity as its page shows it: texts in the reader's language, links, and the data that search engines read."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from functools import cached_property
from urllib.parse import quote, urlencode

from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samspill.activities.models import Activity, Occurrence
from samspill.activities.queries import as_json_ld, event_data
from samspill.activities.queries.pictures import picture_of
from samspill.activities.queries.sign_ups import full_times, has_list
from samspill.activities.wording import accessibility_words, category_words
from samspill.foundation.cards import Card
from samspill.foundation.models import Municipality
from samspill.organisations.wording import audience_words
from samspill.web.design.dates import span
from samspill.web.design.language_names import language_name
from samspill.web.design.web_addresses import web_address

#: So many of the next times stand on the page.
TIMES_SHOWN = 8
#: Which language is tried when the reader's is missing.
FALLBACK = ("nb", "nn", "en")


class Shown:
    """What the page of one activity needs. `address` is the page's own, in full; `town` the municipality's name."""

    def __init__(
        self, activity: Activity, times: Sequence[Occurrence], language: str, address: str, town: str
    ) -> None:
        self._activity = activity
        self._town = town
        self.times = times
        self._language = language
        self._page = address
        self.title_language, self.title = told_in(activity.title, language)
        self.text_language, self.text = told_in(activity.text, language)

    @cached_property
    def place(self) -> str:
        """The name of the place, or where it is in words."""
        return self._activity.where

    @cached_property
    def address(self) -> str:
        """Street, postcode and town; "" where they are not known."""
        place = self._activity.place
        if place is None:
            return ""
        return ", ".join(filter(None, (place.address, f"{place.postcode} {place.town}".strip())))

    @cached_property
    def map_link(self) -> str:
        """The place on a map: its coordinates where known, else a search for its address."""
        place = self._activity.place
        if place and place.latitude is not None and place.longitude is not None:
            spot = f"{place.latitude:.5f}", f"{place.longitude:.5f}"
            where = urlencode({"mlat": spot[0], "mlon": spot[1]})
            return f"https://www.openstreetmap.org/?{where}#map=17/{spot[0]}/{spot[1]}"
        words = ", ".join(filter(None, (self.address or self.place, self._town)))
        return f"https://www.openstreetmap.org/search?query={quote(words)}" if self.place else ""

    @cached_property
    def organiser(self) -> str:
        """The association or the municipal service that arranges it."""
        if self._activity.organisation:
            return self._activity.organisation.name
        return self._activity.unit.name if self._activity.unit else ""

    @property
    def organiser_is_on_the_square(self) -> bool:
        """Whether the association has a page of its own that everyone may see."""
        organisation = self._activity.organisation
        return organisation is not None and organisation.hidden_at is None and organisation.closed_on is None

    @cached_property
    def languages(self) -> str:
        return ", ".join(map(language_name, self._activity.languages))

    @cached_property
    def audiences(self) -> str:
        return ", ".join(str(audience_words(code)) for code in self._activity.audiences)

    @property
    def categories(self) -> list[str]:
        return [str(category_words(code)) for code in self._activity.categories]

    @cached_property
    def accessibility(self) -> list[str]:
        """How one gets in and about: the activity's own word, else the place's."""
        place = self._activity.place
        codes = self._activity.accessibility or (place.accessibility if place else ())
        return [str(accessibility_words(code)) for code in codes]

    @cached_property
    def link(self) -> str:
        """The activity's own page elsewhere; "" unless it is an ordinary web address."""
        return web_address(self._activity.url)

    @property
    def picture(self) -> str:
        """The name of the illustration."""
        return self._activity.picture or picture_of(self._activity.categories)

    @property
    def is_over(self) -> bool:
        """Whether no time is to come."""
        return not self.times

    @property
    def page(self) -> str:
        """The page's own address, in full."""
        return self._page

    @cached_property
    def shared_line(self) -> str:
        """The next time and the place in one line, for whoever sees the page shared: «tirsdag 10. mars · Kinoen»."""
        return " · ".join(self.next_time_and_place)

    @cached_property
    def next_time_and_place(self) -> tuple[str, ...]:
        """That it is cancelled, or when it is next; and where. What is not told is left out."""
        time = next((one for one in self.times if one.cancelled_at is None), None)
        when = ""
        if time and not self._activity.cancelled_at:
            when = span(time.starts_at, time.ends_at, self._language, is_all_day=time.is_all_day)
        off = _("Cancelled") if self._activity.cancelled_at else ""
        where = (time.place_text if time else "") or self.place
        return tuple(filter(None, (off, when, where)))

    @property
    def data(self) -> SafeString:
        """schema.org Events of the times to come, for the data block of the page; safe inside a script element."""
        events = event_data(self._activity, self.times, url=self._page, language=self._language)
        return SafeString(as_json_ld(events))


def words_where_full(activity: Activity, *, at: dt.datetime) -> dict[uuid.UUID, str]:
    """What the page says of each time that is full, by its key: that one may wait, where one may. One query at most."""
    full = full_times(activity, at=at, limit=TIMES_SHOWN)
    return {time.pk: _("Full, with a waiting list") if has_list(time, at=at) else _("Full") for time in full}


def card_of(activity: Activity, times: Sequence[Occurrence], town: Municipality) -> Card:
    """Its title, when it is next, and where, in the language of the town. `times`: the next ones."""
    language = town.standard_language
    with translation.override(language):
        shown = Shown(activity, times, language, "", town.name_nb)
        return Card(town.name_nb, shown.title, shown.next_time_and_place)


def told_in(texts: dict[str, str] | None, language: str) -> tuple[str, str]:
    """The language and the text that come nearest to what the reader reads; ("", "") where there is none."""
    texts = texts or {}
    for code in (language, *FALLBACK, *texts):
        if texts.get(code):
            return code, texts[code]
    return "", ""
