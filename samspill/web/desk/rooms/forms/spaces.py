"""What is said of a room, and of a thing that is lent alone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.venues.actions import SpaceFacts, ThingFacts
from samspill.venues.models import Place, Space, Thing
from samspill.venues.rules import ACCESSIBILITY, EQUIPMENT
from samspill.venues.wording import EQUIPMENT_WORDS, LENDS_TO_WORDS, WAY_IN_WORDS


class LentForm(forms.Form):
    """What is said of a room and of a thing alike. Only the name is required; the rest has an answer to begin with."""

    name = forms.CharField(label=_("Name"), max_length=120)
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
    notice_hours = forms.IntegerField(
        label=_("At least so many hours before"), min_value=0, max_value=2000, initial=2
    )
    ahead_days = forms.IntegerField(
        label=_("At most so many days before"), min_value=1, max_value=730, initial=180
    )
    answer_days = forms.IntegerField(
        label=_("We answer within so many days"), min_value=1, max_value=60, initial=3
    )


class SpaceForm(LentForm):
    """What is said of a room."""

    field_order = (
        "name", "whole", "about", "capacity", "equipment", "accessibility", "lends_to", "purposes", "price", "duties",
        "door", "longest_minutes",
    )  # fmt: skip

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


class ThingForm(LentForm):
    """What is said of a thing that is lent alone, and where it is kept."""

    field_order = (
        "name", "pieces", "place", "about", "lends_to", "purposes", "price", "duties", "fetching", "longest_days"
    )  # fmt: skip

    pieces = forms.IntegerField(
        label=_("How many there are to lend"), min_value=0, max_value=5000, initial=1,
        help_text=_("Fewer than are lent already is possible: what is lent stands."),
    )  # fmt: skip
    place = forms.ChoiceField(
        label=_("Where it is kept"),
        help_text=_("It is fetched and brought back there. The house's closed days count."),
    )
    about = forms.CharField(
        label=_("About the equipment"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    fetching = forms.CharField(
        label=_("Where and how to fetch it"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Which room, whom to ask for, a code. The borrower is told the day before, and nobody else."
        ),
    )
    longest_days = forms.IntegerField(label=_("Longest, in days"), min_value=1, max_value=366, initial=7)

    def __init__(self, *args: Any, places: list[Place], thing: Thing | None = None, **kwargs: Any) -> None:
        if thing is not None:
            known = {name: getattr(thing, name) for name in ThingFacts.__dataclass_fields__}
            kwargs["initial"] = known | {"place": thing.place_id}
        super().__init__(*args, **kwargs)
        self.places = {str(one.pk): one for one in places}
        self.fields["place"].choices = [(pk, one.name) for pk, one in self.places.items()]  # type: ignore[attr-defined]

    def kept_in(self) -> Place:
        """The house that was chosen."""
        return self.places[self.cleaned_data["place"]]

    def facts(self) -> ThingFacts:
        """What `add_thing` and `change_thing` take."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "place"}
        return ThingFacts(**given)
