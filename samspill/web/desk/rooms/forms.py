"""Forms of places, spaces, hours and bookings: they check the shape; actions check the meaning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from samspill.foundation import clock
from samspill.foundation.models import Area
from samspill.foundation.phones import NotAPhone, read_phone
from samspill.foundation.queries import areas
from samspill.foundation.spots import NotASpot, read_spot
from samspill.people.actions import NotAnEmail, read_email
from samspill.venues.actions import SpaceFacts
from samspill.venues.models import Booking, Place, Space
from samspill.venues.rules import ACCESSIBILITY, EQUIPMENT, Hours
from samspill.venues.wording import EQUIPMENT_WORDS, LENDS_TO_WORDS, WAY_IN_WORDS
from samspill.web.access.rooms import DAYS, HOURS, ManyForm, TimeForm
from samspill.web.desk.complaints import sentence_for

ROWS_A_DAY = 2
PLACE_FIELDS = ("name", "address", "postcode", "town", "about", "way_in", "contact_phone", "contact_email")


class SpotField(forms.CharField):
    """A spot on the map, as people have it at hand. What comes out is latitude and longitude, or None."""

    def __init__(self, **kwargs: Any) -> None:
        told = _("The address of a map page, or two numbers: 63.4305, 10.3951. Then those near find it.")
        super().__init__(max_length=500, required=False, help_text=told, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return read_spot(text) if text.strip() else None
        except NotASpot as error:
            raise forms.ValidationError(
                _("We cannot read where this is. Write two numbers, such as 63.4305, 10.3951.")
            ) from error


def written_spot(row: Place | Area) -> str:
    """The spot as `SpotField` takes it; "" where nobody has said."""
    return "" if row.latitude is None else f"{row.latitude}, {row.longitude}"


class AreaForm(forms.Form):
    """A part of town, and where its middle is."""

    name = forms.CharField(label=_("Name"), max_length=80)
    spot = SpotField(label=_("Its middle on the map"))


class PlaceForm(forms.Form):
    """What is known of a place. Only the name is required."""

    name = forms.CharField(label=_("Name"), max_length=160)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    postcode = forms.RegexField(
        r"^\d{4}$",
        label=_("Postcode"),
        required=False,
        error_messages={"invalid": _("A postcode has four digits.")},
    )
    town = forms.CharField(label=_("Town"), max_length=60, required=False)
    area = forms.ChoiceField(label=_("Part of town"), required=False)
    spot = SpotField(label=_("On the map"))
    about = forms.CharField(
        label=_("About the house"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    way_in = forms.CharField(
        label=_("Which door"), max_length=300, required=False, help_text=_("Everybody can read this.")
    )
    contact_phone = forms.CharField(label=_("Phone"), max_length=60, required=False)
    contact_email = forms.CharField(label=_("E-mail"), max_length=254, required=False)
    accessibility = forms.MultipleChoiceField(
        label=_("Getting in"),
        required=False,
        choices=[(code, WAY_IN_WORDS[code]) for code in ACCESSIBILITY],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, place: Place | None = None, **kwargs: Any) -> None:
        if place is not None:
            known = {name: getattr(place, name) for name in PLACE_FIELDS}
            kwargs["initial"] = known | {
                "area": place.area_id,
                "accessibility": place.accessibility,
                "spot": written_spot(place),
            }
        super().__init__(*args, **kwargs)
        self.place = place
        self.known_areas = {str(area.pk): area for area in areas()}
        names = [(pk, area.name) for pk, area in self.known_areas.items()]
        self.fields["area"].choices = [("", _("Not told")), *names]  # type: ignore[attr-defined]

    def clean_contact_phone(self) -> str:
        phone = self.cleaned_data["contact_phone"]
        try:
            return read_phone(phone).e164 if phone.strip() else ""
        except NotAPhone as error:
            raise forms.ValidationError(sentence_for(error)) from error

    def clean_contact_email(self) -> str:
        email = self.cleaned_data["contact_email"]
        try:
            return read_email(email) if email.strip() else ""
        except NotAnEmail as error:
            raise forms.ValidationError(sentence_for(error)) from error

    def facts(self) -> dict[str, Any]:
        """What `change_place` takes. Ways in that only activities know of stay."""
        given = dict(self.cleaned_data)
        stays = [
            code for code in (self.place.accessibility if self.place else ()) if code not in ACCESSIBILITY
        ]
        given["accessibility"] = (*given["accessibility"], *stays)
        given["area"] = self.known_areas.get(given["area"])
        given["latitude"], given["longitude"] = given.pop("spot") or (None, None)
        return given


class SpaceForm(forms.Form):
    """What is said of a space. Only the name is required; the rest has an answer to begin with."""

    name = forms.CharField(label=_("Name"), max_length=120)
    whole = forms.ChoiceField(
        label=_("Part of"),
        required=False,
        help_text=_("A part is taken whenever the hall is, and the hall when a part is."),
    )
    about = forms.CharField(
        label=_("About the room"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    capacity = forms.IntegerField(label=_("How many it holds"), min_value=1, max_value=5000, required=False)
    equipment = forms.MultipleChoiceField(
        label=_("What is there"),
        required=False,
        choices=[(code, EQUIPMENT_WORDS[code]) for code in EQUIPMENT],
        widget=forms.CheckboxSelectMultiple,
    )
    accessibility = forms.MultipleChoiceField(
        label=_("Getting in"),
        required=False,
        choices=[(code, WAY_IN_WORDS[code]) for code in ACCESSIBILITY],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What this room has. What the whole house has counts too."),
    )
    lends_to = forms.ChoiceField(
        label=_("Who may borrow it"), choices=list(LENDS_TO_WORDS.items()), initial="everybody"
    )
    purposes = forms.CharField(label=_("For what"), max_length=300, required=False)
    price = forms.CharField(
        label=_("Price"), max_length=120, required=False, help_text=_("Leave it empty if it costs nothing.")
    )
    duties = forms.CharField(
        label=_("What the borrower must do"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    door = forms.CharField(
        label=_("How to open"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A code or where the key is. The borrower is told the day before, and nobody else."),
    )
    longest_minutes = forms.IntegerField(
        label=_("Longest, in minutes"), min_value=15, max_value=1440, initial=240
    )
    notice_hours = forms.IntegerField(
        label=_("At least so many hours before"), min_value=0, max_value=2000, initial=2
    )
    ahead_days = forms.IntegerField(
        label=_("At most so many days before"), min_value=1, max_value=730, initial=180
    )
    answer_days = forms.IntegerField(
        label=_("We answer within so many days"), min_value=1, max_value=60, initial=3
    )

    def __init__(self, *args: Any, place: Place, space: Space | None = None, **kwargs: Any) -> None:
        if space is not None:
            kwargs["initial"] = {name: getattr(space, name) for name in SpaceFacts.__dataclass_fields__}
        super().__init__(*args, **kwargs)
        self.wholes = {str(one.pk): one for one in place.spaces.all() if one.whole_id is None}
        if space is not None or not self.wholes:
            del self.fields["whole"]
        else:
            names = [(pk, one.name) for pk, one in self.wholes.items()]
            self.fields["whole"].choices = [("", _("No other room")), *names]  # type: ignore[attr-defined]

    def hall(self) -> Space | None:
        """The hall it is a part of."""
        return self.wholes.get(self.cleaned_data.get("whole", ""))

    def facts(self) -> SpaceFacts:
        """What `add_space` and `change_space` take."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "whole"}
        return SpaceFacts(**given | {name: tuple(given[name]) for name in ("equipment", "accessibility")})


class HoursForm(forms.Form):
    """Two rows a day: from, until, and whether somebody must answer."""

    def __init__(self, *args: Any, hours: tuple[Hours, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for weekday in range(7):
            known = [one for one in hours if one.weekday == weekday]
            for row in range(ROWS_A_DAY):
                self._add_row(f"{weekday}_{row}", known[row] if row < len(known) else None)

    def rows(self) -> Iterator[tuple[int, int, BoundField, BoundField, BoundField]]:
        """Weekday, which of the day's rows, and the three fields."""
        for weekday in range(7):
            for row in range(ROWS_A_DAY):
                key = f"{weekday}_{row}"
                yield weekday, row, self[f"opens_{key}"], self[f"closes_{key}"], self[f"handled_{key}"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for weekday in range(7):
            for row in range(ROWS_A_DAY):
                key = f"{weekday}_{row}"
                if (given.get(f"opens_{key}") is None) != (given.get(f"closes_{key}") is None):
                    raise forms.ValidationError(_("Write both from when and until when, or neither."))
        return given

    def hours(self) -> list[Hours]:
        """What `set_hours` takes."""
        found = []
        for weekday, row, *_fields in self.rows():
            key = f"{weekday}_{row}"
            opens, closes = self.cleaned_data[f"opens_{key}"], self.cleaned_data[f"closes_{key}"]
            if opens is not None:
                until = _minutes(closes) or 1440
                found.append(Hours(weekday, _minutes(opens), until, not self.cleaned_data[f"handled_{key}"]))
        return found

    def _add_row(self, key: str, known: Hours | None) -> None:
        for name, minutes in (
            ("opens", known.opens if known else None),
            ("closes", known.closes if known else None),
        ):
            self.fields[f"{name}_{key}"] = forms.TimeField(
                required=False,
                input_formats=HOURS,
                initial=None if minutes is None else dt.time(minutes // 60 % 24, minutes % 60),
                widget=forms.TimeInput(
                    attrs={"type": "time", "step": 900, "class": "ds-input"}, format="%H:%M"
                ),
            )
        self.fields[f"handled_{key}"] = forms.BooleanField(
            required=False,
            initial=known is not None and not known.at_once,
            widget=forms.CheckboxInput(attrs={"class": "ds-input"}),
        )


class ClosedForm(forms.Form):
    """Days on which nothing is lent."""

    from_on = forms.DateField(
        label=_("From"), input_formats=DAYS, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until_on = forms.DateField(
        label=_("Until and including"),
        input_formats=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(label=_("Why"), max_length=120, required=False)


class ForOneForm(ManyForm):
    """Somebody phoned, and staff write it down."""

    name = forms.CharField(label=_("Name"), max_length=120)
    phone = forms.CharField(label=_("Phone"), max_length=60, required=False)
    group = forms.CharField(label=_("Association or group"), max_length=160, required=False)


class MoveForm(TimeForm):
    """Another time, another room or both, and why."""

    space = forms.ChoiceField(label=_("Room"))
    reason = forms.CharField(
        label=_("Why it moves"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The borrower is sent what you write here."),
        error_messages={"required": _("Write why. The borrower reads it.")},
    )  # fmt: skip
    field_order = ("space", "day", "begins", "ends", "reason")

    def __init__(self, *args: Any, booking: Booking, spaces: Sequence[Space], **kwargs: Any) -> None:
        starts, ends = clock.local(booking.starts_at), clock.local(booking.ends_at)
        kwargs["initial"] = {
            "space": booking.space_id,
            "day": starts.date(),
            "begins": starts.time(),
            "ends": ends.time(),
        }
        super().__init__(*args, **kwargs)
        self.known = {str(one.pk): one for one in spaces}
        self.fields["space"].choices = [(pk, str(one)) for pk, one in self.known.items()]  # type: ignore[attr-defined]

    def room(self) -> Space:
        """The space that was chosen."""
        return self.known[self.cleaned_data["space"]]


class ReasonForm(forms.Form):
    """Why it is refused or cancelled."""

    reason = forms.CharField(
        label=_("Why"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The borrower is sent what you write here."),
        error_messages={"required": _("Write why. The borrower reads it.")},
    )  # fmt: skip


def _minutes(time: dt.time) -> int:
    return time.hour * 60 + time.minute
