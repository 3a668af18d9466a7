"""What an association says of itself on its public page: the fields, and what may be wrong with them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspill.foundation.phones import NotAPhone
from samspill.foundation.queries import areas
from samspill.organisations.actions import NotAWebsite
from samspill.organisations.models import Organisation
from samspill.organisations.queries.square import main_choices
from samspill.organisations.rules.audiences import AUDIENCES
from samspill.organisations.rules.categories import in_main_groups, main_groups_of
from samspill.organisations.wording import AUDIENCE_WORDS
from samspill.people.actions import HoldsNationalId, NotAnEmail
from samspill.web.design.language_names import language_name, spoken_languages
from samspill.web.design.without_national_ids import EXPLANATION

#: What may be wrong with what somebody wrote here.
WRONG_ON_A_PAGE: tuple[type[Exception], ...] = (HoldsNationalId, NotAPhone, NotAWebsite, NotAnEmail)

#: What it says in words of its own.
WORDS = ("about", "place_text", "website", "email", "phone")


def audience_ticks() -> forms.MultipleChoiceField:
    """A field for whom it is."""
    return forms.MultipleChoiceField(
        label=_("For whom"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(code, AUDIENCE_WORDS[code]) for code in AUDIENCES],
    )


class AssociationPageForm(forms.Form):
    """The association in its own words, how it is reached, where it is, and what it works with."""

    about = forms.CharField(
        label=_("What you do"),
        help_text=_("Two or three sentences. For whom is it? What happens when somebody comes?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    audiences = audience_ticks()
    place_text = forms.CharField(
        label=_("Where you meet"),
        help_text=_(
            "So that people find the door. For example: the community house, entrance from the car park."
        ),
        max_length=200,
        required=False,
    )
    website = forms.CharField(
        label=_("Website"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    email = forms.CharField(
        label=_("E-mail to the association"),
        help_text=_("Everybody can see it."),
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=_("Phone to the association"),
        help_text=_("Everybody can see it."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    area = forms.ChoiceField(label=_("Part of town"), required=False)
    categories = forms.MultipleChoiceField(
        label=_("What you work with"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you speak"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        known = {name: getattr(organisation, name) for name in WORDS}
        known["audiences"] = list(organisation.audiences)
        known |= {"area": organisation.area_id, "languages": list(organisation.languages)}
        known |= {"categories": main_groups_of(organisation.categories)}
        kwargs["initial"] = known
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.known_areas = {str(area.pk): area for area in areas()}
        places = [(pk, area.name) for pk, area in self.known_areas.items()]
        groups = [(found.code, found.name(get_language() or "nb")) for found in main_choices()]
        spoken = spoken_languages()
        more = [code for code in organisation.languages if code not in dict(spoken)]
        self._offer("area", [("", _("Not told")), *places])
        self._offer("categories", groups)
        self._offer("languages", [*spoken, *((code, language_name(code)) for code in more)])

    def facts(self) -> dict[str, Any]:
        """What `present` takes. A finer category stays while its main group does."""
        given = self.cleaned_data
        facts = {name: given[name] for name in WORDS}
        return facts | {
            "area": self.known_areas.get(given["area"]),
            "languages": tuple(given["languages"]),
            "audiences": tuple(given["audiences"]),
            "categories": in_main_groups(self.organisation.categories, given["categories"]),
        }

    def say_what_is_wrong(self, error: Exception) -> None:
        """Show the error at its field, in words. `error` is one of `WRONG_ON_A_PAGE`."""
        if isinstance(error, HoldsNationalId):
            self.add_error(str(error.args[0]), EXPLANATION)
            return
        words = {
            NotAPhone: ("phone", _("This is not a phone number. A Norwegian one has 8 digits.")),
            NotAWebsite: ("website", _("This is not the address of a website.")),
            NotAnEmail: ("email", _("This is not an e-mail address. Look at it once more.")),
        }
        self.add_error(*next(said for kind, said in words.items() if isinstance(error, kind)))

    def _offer(self, field: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]
