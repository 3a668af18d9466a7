"""Forms of associations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspill.foundation.queries import areas
from samspill.organisations.models import Organisation
from samspill.organisations.queries.square import main_choices
from samspill.organisations.wording import TITLES
from samspill.web.access.page_fields import audience_ticks

FIELDS = ("name", "about", "place_text", "phone", "email", "website", "address", "postcode", "town")


class OrganisationForm(forms.Form):
    """What is known of an association. Only the name is required."""

    name = forms.CharField(label=_("Name"), max_length=200)
    number = forms.CharField(
        label=_("Organisation number"),
        max_length=20,
        required=False,
        help_text=_("Many groups have none. Then leave it empty."),
    )
    category = forms.ChoiceField(label=_("Category"), required=False)
    about = forms.CharField(label=_("What they do"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    audiences = audience_ticks()
    place_text = forms.CharField(label=_("Where they meet"), max_length=200, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=80, required=False)
    email = forms.CharField(label=_("E-mail"), max_length=254, required=False)
    website = forms.CharField(label=_("Website"), max_length=200, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    postcode = forms.RegexField(
        r"^\d{4}$",
        label=_("Postcode"),
        required=False,
        error_messages={"invalid": _("A postcode has four digits.")},
    )
    town = forms.CharField(label=_("Town"), max_length=60, required=False)
    area = forms.ChoiceField(label=_("Part of town"), required=False)

    def __init__(self, *args: Any, organisation: Organisation | None = None, **kwargs: Any) -> None:
        if organisation is not None:
            known = {name: getattr(organisation, name) for name in FIELDS}
            known |= {"number": organisation.number, "area": organisation.area_id}
            known["audiences"] = list(organisation.audiences)
            known["category"] = next(iter(organisation.categories), "")[:4]
            kwargs["initial"] = known
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        language = get_language() or "nb"
        self.known_areas = {str(area.pk): area for area in areas()}
        names = [(found.code, found.name(language)) for found in main_choices()]
        self.fields["category"].choices = [("", _("Not told")), *names]  # type: ignore[attr-defined]
        places = [(pk, area.name) for pk, area in self.known_areas.items()]
        self.fields["area"].choices = [("", _("Not told")), *places]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """What `register_group` and `change_organisation` take. A finer category stays while its main one does."""
        given = self.cleaned_data
        facts = {name: given[name] for name in FIELDS} | {"area": self.known_areas.get(given["area"])}
        facts["audiences"] = tuple(given["audiences"])
        if self.organisation is None or (self.organisation.number or "") != given["number"]:
            facts["number"] = given["number"]
        if "category" in self.changed_data:
            facts["categories"] = (given["category"],) if given["category"] else ()
        return facts


class PostForm(forms.Form):
    """Who speaks for an association."""

    name = forms.CharField(label=_("Name"), max_length=120)
    phone = forms.CharField(label=_("Phone"), max_length=80, required=False)
    email = forms.CharField(label=_("E-mail"), max_length=254, required=False)
    title = forms.ChoiceField(label=_("Post"), choices=list(TITLES.items()))
    is_published = forms.BooleanField(label=_("May be shown to all"), required=False)
