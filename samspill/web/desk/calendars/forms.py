"""Forms of calendars: an address to read regularly, or a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.organisations.models import Organisation
from samspill.organisations.queries.desk import organisation_called
from samspill.web.desk.calendars.carrying import LARGEST, unpacked

#: The hidden field in which a file goes along.
CARRIED = "carried"


class WhoseCalendar(forms.Form):
    """What a calendar is called and whose it is."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=120, help_text=gettext_lazy("For instance: Lillevik library.")
    )
    organisation = forms.CharField(
        label=gettext_lazy("The association's name or number"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("If it is an association's calendar. Empty: the municipality's own."),
    )

    def clean_organisation(self) -> Organisation | None:
        """The association with this name or number: many groups have no number."""
        called = self.cleaned_data["organisation"]
        found = organisation_called(called) if called else None
        if called and found is None:
            raise forms.ValidationError(
                _("No association is called this, or more than one is. Write it as in the register.")
            )
        return found


class AddressForm(WhoseCalendar):
    """A calendar at an address."""

    url = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=500,
        help_text=gettext_lazy(
            "A calendar's own address (iCalendar, it often ends in .ics), a list of events in Linked Events or "
            "OpenActive, or a web page whose events are told to programs (schema.org). We find out which it is."
        ),
    )

    def clean_url(self) -> str:
        """Calendar programs give webcal: for https:."""
        url = self.cleaned_data["url"].strip()
        if url.startswith(("webcal://", "webcals://")):
            url = "https://" + url.partition("://")[2]
        if not url.startswith(("http://", "https://")):
            raise forms.ValidationError(_("The address begins with https://"))
        return url


class CalendarFileForm(WhoseCalendar):
    """A calendar as a file: sent now, or going along in the page since it was looked at."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "iCalendar, Linked Events, OpenActive, or a web page or JSON with schema.org."
        ),
        widget=forms.FileInput(attrs={"accept": ".ics,.json,.jsonld,.html,text/calendar,application/json"}),
        error_messages={"required": gettext_lazy("Choose a file.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not self.data.get(CARRIED)

    def clean(self) -> dict[str, Any]:
        """With what is in the file as `content`."""
        given = super().clean() or self.cleaned_data
        sent = given.get("file")
        given["content"] = sent.read(LARGEST + 1) if sent else unpacked(self.data.get(CARRIED, ""))
        if "file" in self.errors:
            return given
        if len(given["content"]) > LARGEST:
            self.add_error(
                "file", _("The file is too big. We read 10 MB at most. Send one with only what is to come.")
            )
        elif not given["content"]:
            self.add_error("file", _("Choose a file."))
        return given
