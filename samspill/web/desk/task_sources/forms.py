"""The form of another site's list of tasks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.foundation.national_ids import holds_national_id
from samspill.web.desk.calendars.forms import WhoseCalendar


class TaskSourceForm(WhoseCalendar):
    """A list at an address, what it is called, and whose it is."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        help_text=gettext_lazy(
            "It stands above the tasks on the square. For instance: Neighbour help in Lillevik."
        ),
    )
    organisation = forms.CharField(
        label=gettext_lazy("The association's name or number"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("If all the tasks are one association's. Else leave it empty."),
    )
    url = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=500,
        help_text=gettext_lazy(
            "The address of a feed: RSS, Atom or JSON Feed, or /api/v1/needs of another Samspill. "
            "We find out which it is."
        ),
    )

    def clean_url(self) -> str:
        """An address on the web; what is no address at all is told when one tries to read it."""
        url: str = self.cleaned_data["url"].strip()
        if not url.lower().startswith(("http://", "https://")):
            raise forms.ValidationError(_("The address begins with https://"))
        return url

    def clean_name(self) -> str:
        """The name is shown to all."""
        name: str = self.cleaned_data["name"]
        if holds_national_id(name):
            raise forms.ValidationError(_("This looks like a national identity number. Leave it out."))
        return name
