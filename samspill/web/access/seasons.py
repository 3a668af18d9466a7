"""What every door to a season's hours shares: the form of a request, and the sentence for what went wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspill.people.actions import HoldsNationalId, NameMissing
from samspill.venues.actions import MayNotBorrow, TimeTaken
from samspill.venues.actions.deciding import HasBegun, NotDecided, NothingToDecide
from samspill.venues.actions.season_requests import Ask, Hope, NothingWished, SeasonClosed
from samspill.venues.actions.seasons import SeasonDecided, SeasonKnown, TooManyWishes
from samspill.venues.actions.sharing import NobodyAsked, NotThere, StillOpen
from samspill.venues.models import Season, SeasonRequest, Space
from samspill.venues.rules import ACCESSIBILITY, EQUIPMENT
from samspill.venues.rules.seasons import GROUPS, MOST_WISHES
from samspill.venues.wording import words_for_codes
from samspill.venues.wording.seasons import GROUPS as GROUP_WORDS
from samspill.web.access.rooms import HOURS
from samspill.web.design.without_national_ids import EXPLANATION

ANY = "any"
#: What each wish must tell, and what is said where it does not.
NEEDED: dict[str, Any] = {
    "days": _("Choose one or more days."),
    "begins": _("Write from when."),
    "ends": _("Write until when."),
}
NOT_THERE: dict[str, Promise] = {
    "taken": _("Another has a time there. Move that first, or choose another."),
    "not_lent": _("The room is not lent at that time."),
    "enough": _("It has all the times it asked for. Take one away first."),
}
SENTENCES: dict[type[Exception], str | Promise] = {
    SeasonKnown: _("There is a season of this name."),
    SeasonClosed: _("The deadline is over. Call us."),
    SeasonDecided: _("The season is decided. Take the decision back first, if it is to be changed."),
    NothingWished: _("Write at least one wish: a room, one or more days, and long enough for one time."),
    TooManyWishes: _("More wishes are written than the season takes."),
    MayNotBorrow: _("The room is only lent to registered associations."),
    HoldsNationalId: EXPLANATION,
    NameMissing: _("Write a name."),
    HasBegun: _("The season has begun. Cancel or move one booking at a time."),
    NotDecided: _("The season is not decided."),
    NothingToDecide: _("Share the hours out first."),
    StillOpen: _("One may still ask. Share the hours out when the deadline is over."),
    NobodyAsked: _("Nobody has asked for hours."),
    TimeTaken: _(
        "Somebody borrowed one of the rooms at the same moment. Try once more; nothing is booked yet."
    ),
}
EXPECTED: tuple[type[Exception], ...] = (*SENTENCES, NotThere)


def whole_quarters(time: dt.time) -> None:
    """A check of a form's field: on a quarter of an hour."""
    if time.minute % 15 or time.second:
        raise forms.ValidationError(_("Choose a whole quarter of an hour."))


def time_field(label: Any, *, required: bool = False, **options: Any) -> forms.TimeField:
    """A field for a time of the day on a quarter of an hour."""
    widget = forms.TimeInput(attrs={"type": "time", "step": 900}, format="%H:%M")
    return forms.TimeField(
        label=label,
        required=required,
        input_formats=HOURS,
        widget=widget,
        validators=[whole_quarters],
        **options,
    )


def minutes_of(time: dt.time) -> int:
    """Minutes after midnight."""
    return time.hour * 60 + time.minute


def time_of(minutes: int) -> dt.time:
    """The time so many minutes after midnight; midnight again for 1440."""
    return dt.time(minutes // 60 % 24, minutes % 60)


class HopesForm(forms.Form):
    """For whom, how long and how often; and as many wishes as the season takes, the dearest first."""

    purpose = forms.CharField(
        label=_("What are you going to do?"),
        max_length=300,
        help_text=_("Such as: training for girls of 10 and 11. Ask once for each group you have."),
        error_messages={"required": _("Write in a few words what you are going to do.")},
    )
    group = forms.ChoiceField(label=_("Who comes?"), choices=[(code, GROUP_WORDS[code]) for code in GROUPS])
    people = forms.IntegerField(
        label=_("How many come?"), min_value=1, max_value=5000,
        error_messages={"required": _("Write about how many come.")},
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("How long each time, in minutes?"), min_value=30, max_value=480, initial=90, step_size=15
    )
    times = forms.IntegerField(label=_("How many times a week?"), min_value=1, max_value=5, initial=1)
    needs = forms.MultipleChoiceField(
        label=_("What must be there?"),
        required=False,
        help_text=_("Counts where you choose “any room”."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        spaces: Sequence[Space],
        season: Season,
        row: SeasonRequest | None = None,
        **kwargs: Any,
    ) -> None:
        if row is not None:
            kwargs["initial"] = _initial(row)
        super().__init__(*args, **kwargs)
        self.numbers = range(1, season.most_wishes + 1)
        self.spaces = {str(one.pk): one for one in spaces}
        codes = [*EQUIPMENT, *ACCESSIBILITY]
        here = {
            code for one in spaces for code in (*one.equipment, *one.accessibility, *one.place.accessibility)
        }
        shown = [code for code in codes if code in here]
        self.fields["needs"].choices = list(zip(shown, words_for_codes(shown), strict=True))  # type: ignore[attr-defined]
        days = [(day, str(WEEKDAYS[int(day)]).capitalize()) for day in season.weekdays]
        for number in self.numbers:
            self._add_wish(number, days)

    def wishes(self) -> Iterator[tuple[int, BoundField, BoundField, BoundField, BoundField]]:
        """Each wish as its number and its fields."""
        for number in self.numbers:
            room, days, begins, ends = (
                self[f"{name}_{number}"] for name in ("room", "days", "begins", "ends")
            )
            yield number, room, days, begins, ends

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if any(self.data.get(f"room_{number}") for number in range(len(self.numbers) + 1, MOST_WISHES + 1)):
            self.add_error(None, _("The season takes fewer wishes now. Look through yours and send again."))
        for number in self.numbers:
            if given.get(f"room_{number}"):
                self._check_wish(number, given)
        return given

    def ask(self) -> Ask:
        """What `ask_for_hours` takes."""
        given = self.cleaned_data
        hopes = [self._hope(number) for number in self.numbers if given[f"room_{number}"]]
        facts = {name: given[name] for name in ("purpose", "group", "people", "minutes", "times")}
        return Ask(**facts, wishes=tuple(hopes))

    def _add_wish(self, number: int, days: list[tuple[str, str]]) -> None:
        """The fields of one wish; only the first must be there."""
        rooms, is_first = [(pk, str(one)) for pk, one in self.spaces.items()], number == 1
        self.fields[f"room_{number}"] = forms.ChoiceField(
            label=_("Room"),
            choices=[
                ("", _("Choose a room") if is_first else _("No wish")),
                (ANY, _("Any room that fits")),
                *rooms,
            ],
            required=is_first,
            error_messages={"required": _("Choose a room, or any room.")},
        )
        self.fields[f"days_{number}"] = forms.MultipleChoiceField(
            label=_("Days that suit"),
            choices=days,
            required=is_first,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": NEEDED["days"]},
        )
        for name, label in (("begins", _("From")), ("ends", _("Until"))):
            words = {"required": NEEDED[name]}
            self.fields[f"{name}_{number}"] = time_field(label, required=is_first, error_messages=words)

    def _check_wish(self, number: int, given: dict[str, Any]) -> None:
        """A wish has days, from and until, and room for one time between them."""
        for name, words in NEEDED.items():
            if given.get(f"{name}_{number}") in (None, []) and f"{name}_{number}" not in self.errors:
                self.add_error(f"{name}_{number}", words)
        begins, ends = given.get(f"begins_{number}"), given.get(f"ends_{number}")
        minutes = given.get("minutes") or 0
        if begins is not None and ends is not None and _until(ends) - minutes_of(begins) < minutes:
            self.add_error(f"ends_{number}", _("There must be room for one time between from and until."))

    def _hope(self, number: int) -> Hope:
        given = self.cleaned_data
        room = given[f"room_{number}"]
        begins, ends = minutes_of(given[f"begins_{number}"]), _until(given[f"ends_{number}"])
        needs = tuple(given["needs"]) if room == ANY else ()
        return Hope(self.spaces.get(room), tuple(given[f"days_{number}"]), begins, ends, needs)


def complain(form: forms.Form, error: Exception) -> None:
    """Say at the right field what was wrong. `error` is one of `EXPECTED`."""
    where: dict[type[Exception], str] = {
        NothingWished: "room_1",
        TooManyWishes: "most_wishes",
        MayNotBorrow: "room_1",
        HoldsNationalId: "purpose",
        NameMissing: "name",
    }
    named = where.get(type(error), "")
    form.add_error(named if named in form.fields else None, sentence_for(error))


def sentence_for(error: Exception) -> str:
    """What was wrong, in words. `error` is one of `EXPECTED`."""
    if isinstance(error, NotThere):
        return str(NOT_THERE[str(error)])
    return str(next(words for kind, words in SENTENCES.items() if isinstance(error, kind)))


def rules_told(season: Season) -> list[str]:
    """What counts when the hours are shared out, in order, in plain words."""
    first = ", ".join(str(GROUP_WORDS[code]).lower() for code in GROUPS if code in season.first_groups)
    told = [gettext("Everybody who asks gets at least one time, as far as there is room.")]
    if first:
        told.append(gettext("Then these come first: %(groups)s.") % {"groups": first})
    told += [
        gettext("Then as many as possible of the times that are asked for."),
        gettext("Then dearer wishes before others."),
        gettext("Between equals the lot decides."),
        gettext("Last, the hours are as early as they can be while everybody keeps the wishes they got."),
    ]
    if season.most_minutes:
        hours = f"{season.most_minutes / 60:g}".replace(".", ",")
        told.append(gettext("Nobody gets more than %(hours)s hours a week.") % {"hours": hours})
    return told


def _until(ends: dt.time) -> int:
    return minutes_of(ends) or 1440


def _initial(row: SeasonRequest) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: getattr(row, name) for name in ("purpose", "group", "people", "minutes", "times")
    }
    found["needs"] = []
    for wish in row.wishes.all():
        found[f"room_{wish.rank}"] = str(wish.space_id) if wish.space_id else ANY
        found[f"days_{wish.rank}"] = list(wish.weekdays)
        found[f"begins_{wish.rank}"] = time_of(wish.begins)
        found[f"ends_{wish.rank}"] = time_of(wish.ends)
        found["needs"] = [*found["needs"], *(code for code in wish.needs if code not in found["needs"])]
    return found
