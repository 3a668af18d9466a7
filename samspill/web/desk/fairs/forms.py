"""Forms of a fair: they check the shape; actions check the meaning."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.activities.actions.fairs import FairFacts, OfferFacts
from samspill.activities.models import Fair, FairOffer, FairRound
from samspill.foundation import clock
from samspill.organisations.queries.desk import organisation_called

DAYS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]
TIMES = ["%H:%M", "%H.%M", "%H"]
_HOURS = re.compile(r"(\d{1,2})(?:[.:](\d\d))?\s*(?:-|–|—|til)\s*(\d{1,2})(?:[.:](\d\d))?", re.IGNORECASE)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, input_formats=DAYS, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def _time(label: Any, initial: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        initial=initial,
        input_formats=TIMES,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )


class FairForm(forms.Form):
    """When and where, the rounds, and how pupils wish."""

    name = forms.CharField(label=_("Name"), max_length=120)
    held_on = _day(_("Day"))
    place_text = forms.CharField(label=_("Where"), max_length=200, required=False)
    rounds = forms.CharField(
        label=_("Rounds"),
        max_length=200,
        help_text=_("One on each line, one to six: 09.00–09.40"),
        widget=forms.Textarea(attrs={"rows": 4}),
        initial="09.00–09.40\n09.50–10.30\n11.00–11.40\n11.50–12.30",
    )
    opens_on = _day(_("Pupils may wish from"))
    opens = _time(_("Hour"), "08:00")
    closes_on = _day(_("Pupils may wish until"))
    closes = _time(_("Hour"), "15:00")
    wishes_each = forms.IntegerField(label=_("Wishes for each pupil"), min_value=1, max_value=10, initial=4)
    fewest_wishes = forms.IntegerField(
        label=_("At least so many"),
        min_value=1,
        max_value=10,
        initial=4,
        help_text=_("So that nobody comes first by wishing for one alone."),
    )

    def __init__(self, *args: Any, fair: Fair | None = None, rounds: Iterable[FairRound] = (), **kwargs: Any):
        if fair is not None:
            kwargs["initial"] = _known(fair, rounds) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)

    def clean_rounds(self) -> list[tuple[dt.time, dt.time]]:
        lines = [line.strip() for line in self.cleaned_data["rounds"].splitlines() if line.strip()]
        return [_hours(line) for line in lines]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("fewest_wishes", 0) > given.get("wishes_each", 10):
            self.add_error("fewest_wishes", _("This is more than the wishes for each pupil."))
        return given

    def facts(self) -> FairFacts:
        """What `make_fair`, `change_fair` and `copy_fair` take."""
        given = dict(self.cleaned_data)
        opens = clock.at_local(given.pop("opens_on"), given.pop("opens"))
        closes = clock.at_local(given.pop("closes_on"), given.pop("closes"))
        return FairFacts(wishes_open_at=opens, wishes_close_at=closes, **given)


class OfferForm(forms.Form):
    """What an association offers, and how many it takes in each round."""

    host_name = forms.CharField(
        label=_("Association"),
        max_length=200,
        help_text=_("The name or number as in the register. Then it sees on its own page who comes."),
    )
    title = forms.CharField(
        label=_("What pupils try"), max_length=80, help_text=_("A few words: Basketball for beginners")
    )
    text = forms.CharField(
        label=_("More about it"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    place_text = forms.CharField(label=_("Where to meet"), max_length=120, required=False)
    from_grade = forms.IntegerField(label=_("From grade"), min_value=1, max_value=13, required=False)
    to_grade = forms.IntegerField(label=_("To grade"), min_value=1, max_value=13, required=False)
    minimum = forms.IntegerField(
        label=_("Too few in a round are fewer than"), min_value=0, max_value=500, required=False
    )

    def __init__(self, *args: Any, fair: Fair, offer: FairOffer | None = None, **kwargs: Any) -> None:
        self.turns = list(fair.rounds.order_by("number"))
        if offer is not None:
            names = ("host_name", "title", "text", "place_text", "from_grade", "to_grade", "minimum")
            kwargs["initial"] = {name: getattr(offer, name) for name in names}
            kwargs["initial"] |= {f"room_{room.round}": room.capacity for room in offer.rooms.all()}
        super().__init__(*args, **kwargs)
        for turn in self.turns:
            self.fields[f"room_{turn.number}"] = forms.IntegerField(
                label=_("Round %(n)s") % {"n": turn.number}, min_value=0, max_value=2000, required=False
            )

    def room_fields(self) -> list[forms.BoundField]:
        """A field for each round."""
        return [self[f"room_{turn.number}"] for turn in self.turns]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.turns and not any(given.get(f"room_{turn.number}") for turn in self.turns):
            self.add_error(f"room_{self.turns[0].number}", _("Write how many there is room for in a round."))
        low, high = given.get("from_grade"), given.get("to_grade")
        if low and high and high < low:
            self.add_error("to_grade", _("This is before the first grade."))
        return given

    def facts(self) -> OfferFacts:
        """What `add_offer` and `change_offer` take: with the association where just one is called so."""
        given = dict(self.cleaned_data)
        rooms = {turn.number: given.pop(f"room_{turn.number}") or 0 for turn in self.turns}
        found = organisation_called(given["host_name"])
        if found is not None:
            given["host_name"] = found.name
        given["minimum"] = given["minimum"] or 0
        return OfferFacts(rooms=rooms, organisation=found, **given)


class ListForm(forms.Form):
    """A class list, pasted or as a file."""

    pasted = forms.CharField(
        label=_("Paste the list here"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Each pupil on a line: class; first name. Or a class on a line, and its pupils below."),
    )
    file = forms.FileField(
        label=_("Or choose a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.ods,.xls,.txt"}),
        help_text=_("Excel or CSV. We take the class and the first name, and leave the rest."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("pasted", "").strip() and not given.get("file"):
            self.add_error("pasted", _("Paste a list, or choose a file."))
        return given


class PupilForm(forms.Form):
    """One more pupil."""

    name = forms.CharField(label=_("First name"), max_length=60)


class MoveForm(forms.Form):
    """Where a pupil goes in a round instead."""

    offer = forms.ChoiceField(label=_("Goes to"))

    def __init__(self, *args: Any, offers: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"].choices = list(offers)  # type: ignore[attr-defined]


def _known(fair: Fair, rounds: Iterable[FairRound]) -> dict[str, Any]:
    opens, closes = clock.local(fair.wishes_open_at), clock.local(fair.wishes_close_at)
    names = ("name", "held_on", "place_text", "wishes_each", "fewest_wishes")
    return {name: getattr(fair, name) for name in names} | {
        "rounds": "\n".join(f"{one.begins:%H.%M}–{one.ends:%H.%M}" for one in rounds),
        "opens_on": opens.date(),
        "opens": opens.time(),
        "closes_on": closes.date(),
        "closes": closes.time(),
    }


def _hours(line: str) -> tuple[dt.time, dt.time]:
    found = _HOURS.fullmatch(line)
    try:
        if found is None:
            raise ValueError(line)
        hour, minute, end_hour, end_minute = (int(part or 0) for part in found.groups())
        return dt.time(hour, minute), dt.time(end_hour, end_minute)
    except ValueError as error:
        raise forms.ValidationError(
            _("We do not understand «%(line)s». Write 09.00–09.40."), params={"line": line}
        ) from error
