"""What is known of a house, and the days it is closed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.foundation.models import Area
from samspill.foundation.phones import NotAPhone, read_phone
from samspill.foundation.queries import areas
from samspill.foundation.spots import NotASpot, read_spot
from samspill.people.actions import NotAnEmail, read_email
from samspill.venues.models import Place
from samspill.venues.rules import ACCESSIBILITY
from samspill.venues.wording import WAY_IN_WORDS
from samspill.web.access.rooms import DAYS
from samspill.web.desk.complaints import sentence_for

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
