"""The form of a story: what is told, in which language, and how others may use it. For every door."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspill.activities.models import Activity
from samspill.activities.queries.stories import activities_to_tell_of, chosen_for
from samspill.foundation import clock
from samspill.foundation.keys import new_key
from samspill.organisations.actions.stories import LONGEST_TEXT, Words
from samspill.organisations.models import Story
from samspill.organisations.queries.organisers import Organiser
from samspill.organisations.queries.stories import possible_contacts
from samspill.organisations.rules.stories import LICENCES
from samspill.organisations.wording import STORY_LICENCES
from samspill.people.models import Person, StaffMember
from samspill.volunteering.models import Need
from samspill.volunteering.queries.stories import MOST_TO_CHOOSE, need_chosen_for, needs_to_tell_of
from samspill.web.access.activity_fields import TOLD_IN
from samspill.web.access.story_about import chosen_to_be_told_of, title_of

AGREED = _("Everybody who is named or shown has said yes to it")


class StoryForm(forms.Form):
    """A title, a text, and what goes with them."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Title"), help_text=_("For example: Forty sang in the rain."), max_length=120
    )
    text = forms.CharField(
        label=_("What happened?"),
        help_text=_("Short is good. An empty line begins a new paragraph."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    happened_on = forms.DateField(
        label=_("When was it?"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    language = forms.ChoiceField(label=_("Language of the text"), choices=list(TOLD_IN.items()))
    about = forms.ChoiceField(
        label=_("Which activity or task is it about?"),
        help_text=_("The story then leads to its page, and its page to the story."),
        required=False,
    )
    credit = forms.CharField(
        label=_("Who wrote it?"),
        help_text=_("The name is shown with the story."),
        max_length=120,
        required=False,
    )
    contact = forms.ChoiceField(
        label=_("Whom may a newspaper ask?"),
        help_text=_("Those you show on your page. Phone and e-mail of the association stand there too."),
        required=False,
    )
    licence = forms.ChoiceField(
        label=_("How may others use it?"),
        choices=[(code, STORY_LICENCES[code]) for code in LICENCES],
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(label=AGREED, required=False)

    def __init__(
        self,
        *args: Any,
        organiser: Organiser,
        by: Person | StaffMember,
        story: Story | None = None,
        **kwargs: Any,
    ) -> None:
        activity, need = (chosen_for(story), need_chosen_for(story)) if story else (None, None)
        chosen = need or activity
        kwargs["initial"] = _known(story) | {"about": str(chosen.pk) if chosen else ""}
        super().__init__(*args, **kwargs)
        activities = activities_to_tell_of(organiser, chosen=activity)
        needs = list(needs_to_tell_of(organiser, by=by, at=clock.now())[:MOST_TO_CHOOSE])
        self.known: dict[str, Activity | Need] = {str(one.pk): one for one in activities}
        self.known.update((str(one.pk), one) for one in needs)
        tasks = [(str(one.pk), title_of(one)) for one in needs]
        if story and need and need not in needs:
            self.known[str(need.pk)] = need
            tasks.insert(0, (str(need.pk), _name_of_chosen(story)))
        self._offer([(str(one.pk), title_of(one)) for one in activities], tasks)
        self.known_contacts = {str(post.pk): post for post in possible_contacts(organiser, on=clock.today())}
        names = [(pk, post.person.name) for pk, post in self.known_contacts.items()]
        self.fields["contact"].choices = [("", _("Nobody by name")), *names]  # type: ignore[attr-defined]
        if not names:
            del self.fields["contact"]
        if story is None or story.published_at is None:
            del self.fields["agreed"]

    def _offer(self, activities: list[tuple[str, str]], tasks: list[tuple[str, str]]) -> None:
        """One list of what it may be about, each kind by itself."""
        offered = [group for group in ((_("Activities"), activities), (_("Tasks"), tasks)) if group[1]]
        self.fields["about"].choices = [("", _("None of them")), *offered]  # type: ignore[attr-defined]
        if not offered:
            del self.fields["about"]

    def tells_of(self) -> Activity | Need | None:
        """The activity or the need that was chosen."""
        return self.known.get(self.cleaned_data.get("about", ""))

    def words(self) -> Words:
        """What was written, as the actions take it."""
        given = self.cleaned_data
        told = {
            name: given[name] for name in ("title", "text", "language", "licence", "happened_on", "credit")
        }
        return Words(**told, contact=self.known_contacts.get(given.get("contact", "")))


class PublishForm(forms.Form):
    """The plain question before all may read it."""

    agreed = forms.BooleanField(label=AGREED, required=False)


def _name_of_chosen(story: Story) -> str:
    """What a need is called that was chosen earlier, and cannot be chosen now by who writes."""
    about = chosen_to_be_told_of(story, at=clock.now())
    return about.title if about else ""


def _known(story: Story | None) -> dict[str, Any]:
    if story is None:
        return {"key": new_key(), "language": get_language() or "nb", "licence": LICENCES[0]}
    names = ("title", "text", "language", "licence", "happened_on", "credit")
    known = {name: getattr(story, name) for name in names}
    return known | {"key": story.pk, "contact": str(story.contact_key or "")}
