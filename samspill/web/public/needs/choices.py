"""What one may narrow the list of tasks by, with how many each choice finds; and how what is chosen is taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samspill.activities.rules.spans import SPANS
from samspill.organisations.queries.square import norwegian_order
from samspill.volunteering.queries.square import Looked
from samspill.volunteering.rules.codes import KINDS, PAIR_KINDS
from samspill.volunteering.rules.square import HOW_OFTEN, MINUTES, TIMES, TOGETHER, LookedFor
from samspill.web.design.language_names import language_name
from samspill.web.design.tasks import (
    HOW_OFTEN_WORDS,
    MINUTES_WORDS,
    SPAN_WORDS,
    asked_in_words,
    room_for,
    time_words,
)
from samspill.web.design.words import KIND_WORDS, word_for
from samspill.web.public.activities.choices import Options, distances, select_field

Words = Callable[[str], str]
#: So many ways out of an empty list are offered.
MOST_LOOSER = 4


class Taken(NamedTuple):
    """One thing that is chosen, in words; the address without it; and how many that finds."""

    words: str
    address: str
    finds: int


def taken(looked_for: LookedFor, looked: Looked) -> list[Taken]:
    """What is chosen, each with the way to take it away."""
    return [
        Taken(words, looked_for.without(name).to_query(), looked.without[name])
        for name, words in asked_in_words(looked_for, looked.choices)
    ]


def looser(chosen: Iterable[Taken]) -> list[Taken]:
    """Where nothing fits: which of the things chosen to leave out to find something, what finds most first."""
    finding = sorted((one for one in chosen if one.finds), key=lambda one: -one.finds)
    return finding[:MOST_LOOSER]


def need_choices(looked_for: LookedFor, looked: Looked) -> SafeString:
    """The lists as form fields: only choices that find something, and those that are chosen."""
    asked = looked_for.asked()
    fields = (
        select_field(name, label, options, asked.get(name, ""))
        for name, label, options in _lists(asked, looked)
        if len(options) > 1
    )
    return SafeString("".join(fields))


def has_middles(looked: Looked) -> bool:
    """Whether anything can be said of how far it is to a task."""
    return any(time.spot for time in looked.opened.times)


def _lists(asked: Mapping[str, str], looked: Looked) -> Iterator[tuple[str, str, Options]]:
    """Name, label and options of each list, in the order they stand."""
    choices, offer = looked.choices, _Offer(asked, looked.counts)
    areas = {str(key): name for key, name in choices.areas}
    units = {str(key): name for key, name in choices.units}
    yield "what", _("What"), offer.of("what", _("Everything"), (*KINDS, *PAIR_KINDS), _kind)
    where = offer.of("where", _("Everywhere"), areas, areas.__getitem__)
    yield "where", _("Where"), where
    if has_middles(looked) and (where or "near" in asked):
        yield "within", _("How far away"), distances()
    yield "when", _("Days"), offer.of("when", _("Any day"), SPANS, lambda code: word_for(code, SPAN_WORDS))
    yield "time", _("Time of day"), offer.of("time", _("Any time"), TIMES, time_words)
    yield "takes", _("How long it takes"), offer.of("takes", _("Any length"), map(str, MINUTES), _minutes)
    yield "how", _("How often"), offer.of("how", _("All"), HOW_OFTEN, _how_often)
    spoken = {*looked.counts["language"], *filter(None, [asked.get("language")])}
    languages = sorted(spoken, key=lambda code: norwegian_order(language_name(code)))
    yield "language", _("Language"), offer.of("language", _("All languages"), languages, language_name)
    together = map(str, TOGETHER)
    yield (
        "places",
        _("As a group"),
        offer.of("places", _("One or more"), together, lambda n: room_for(int(n))),
    )
    if len(units) > 1 or "by" in asked:
        yield "by", _("Who needs a hand"), offer.of("by", _("All"), units, units.__getitem__)


class _Offer(NamedTuple):
    asked: Mapping[str, str]
    counts: Mapping[str, Mapping[str, int]]

    def of(self, name: str, anything: str, codes: Iterable[str], words: Words) -> Options:
        """The choices of one list that find something, with how many."""
        found, chosen = self.counts[name], self.asked.get(name)
        kept = [code for code in codes if code in found or code == chosen]
        told = [(code, f"{words(code)} ({found.get(code, 0)})") for code in kept]
        return [("", anything), *told] if told else []


def _kind(code: str) -> str:
    return word_for(code, KIND_WORDS)


def _minutes(code: str) -> str:
    return word_for(code, MINUTES_WORDS)


def _how_often(code: str) -> str:
    return word_for(code, HOW_OFTEN_WORDS)
