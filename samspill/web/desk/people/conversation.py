"""The conversation with one person on a page of its own: all channels in one thread, and all who write in it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.foundation.actions import subject_of
from samspill.foundation.keys import new_key
from samspill.messaging.actions.threads import (
    ColleagueWrote,
    body_of,
    drop_draft,
    read_thread,
    save_draft,
    take_over_draft,
    write_in_thread,
)
from samspill.messaging.models import ThreadDraft
from samspill.messaging.queries import price_of
from samspill.messaging.queries.templates import Merger, template_for, templates_for, texts_of
from samspill.messaging.queries.threads import (
    Thread,
    draft_for,
    drafts_to,
    is_writing,
    newest_by_hand,
    read_until,
    thread,
)
from samspill.messaging.rules.segments import made_plain, suggested_replacements
from samspill.people.actions.presence import be_here
from samspill.people.models import Person
from samspill.people.queries import person_for
from samspill.people.queries.presence import who_is_here
from samspill.volunteering.queries.reach import Way, ways_open
from samspill.volunteering.rules.versions import version_of
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.design.words import CHANNEL_WORDS, choices
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.people.tabs import a_tab, heading_of, opened

#: What is said by the buttons of a quick note, by the value of the button.
QUICK_NOTES = {
    "not_reached": gettext_lazy("Called. Nobody answered."),
    "left_word": gettext_lazy("Called, and left word."),
    "talked": gettext_lazy("Called, and we talked."),
}


class ThreadForm(forms.Form):
    """What is written to a person. `seen` is what the writer has seen, `shown` how many SMS she was told it is."""

    channel = forms.ChoiceField(label=gettext_lazy("By"), choices=[])
    subject = forms.CharField(label=gettext_lazy("Title"), max_length=200, required=False)
    body = forms.CharField(
        label=gettext_lazy("Message"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(self, *args: Any, channels: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = choices(CHANNEL_WORDS, channels)  # type: ignore[attr-defined]

    def clean_body(self) -> str:
        """As a phone counts it."""
        return body_of(self.cleaned_data["body"])


@a_tab
def conversation(request: DeskRequest, found: Person) -> HttpResponse:
    """The thread, and the box to write in. A POST sends; it stops where a colleague has written meanwhile."""
    ways = ways_open(found)
    if request.method != "POST":
        return _page(request, found, None, ways)
    form = ThreadForm(request.POST, channels=_channels(ways))
    if not form.is_valid() or _must_be_shown(request, form):
        return _page(request, found, form, ways)
    return _send(request, found, form, ways)


@at_the_desk
def living(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """The lines and who else is here: the piece of the page that changes while one looks. 204 where nothing has."""
    found = person_for(request.asker, person_id)
    told = _living(request, found, _moment(request.GET.get("since", "")))
    if told["version"] == request.GET.get("version"):
        return HttpResponse(status=204)
    return render(request, "desk/people/conversation/living.html", {"person": found, **told})


@at_the_desk
@require_POST
def draft(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Keep what is written so far. To the page itself, which asks as one writes: a line on length and cost."""
    found = opened(request.asker, person_id)
    ways = ways_open(found)
    form = ThreadForm(request.POST, channels=_channels(ways))
    form.is_valid()
    given = form.cleaned_data
    body, channel = given.get("body", ""), given.get("channel", "phone")
    refused = form.errors.get("body") if request.POST.get("body", "").strip() else None
    problem = refused[0] if refused else ""
    try:
        if not problem:
            save_draft(
                found,
                body,
                channel=channel,
                subject=given.get("subject", ""),
                by=request.user,
                at=clock.now(),
            )
    except EXPECTED as error:
        problem = sentence_for(error)
    if "HX-Request" in request.headers:
        told = {"saved_at": clock.now() if body and not problem else None, "problem": problem}
        return render(request, "desk/people/conversation/length.html", told | _price(channel, body))
    if problem:
        if not refused:
            form.add_error("body", problem)
        return _page(request, found, form, ways)
    messages.success(request, _("The draft is saved.") if body else _("The draft is thrown away."))
    return redirect("desk:people:conversation", found.pk)


@at_the_desk
@require_POST
def draft_removal(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Throw away what one has begun."""
    found = person_for(request.asker, person_id)
    drop_draft(found, by=request.user)
    messages.success(request, _("The draft is thrown away."))
    return redirect("desk:people:conversation", found.pk)


@at_the_desk
@require_POST
def taking_over(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Go on with what a colleague began."""
    found = person_for(request.asker, person_id)
    wanted = request.POST.get("draft", "")
    try:
        take_over_draft(draft_for(request.asker, found, uuid.UUID(wanted)), by=request.user, at=clock.now())
    except (ValueError, ThreadDraft.DoesNotExist):
        messages.error(request, _("The draft is sent or thrown away already."))
    return redirect("desk:people:conversation", found.pk)


@at_the_desk
@require_POST
def quick_notes(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """A phone call noted by one press."""
    found = person_for(request.asker, person_id)
    words = QUICK_NOTES.get(request.POST.get("note", ""))
    if words is None:
        return redirect("desk:people:conversation", found.pk)
    try:
        write_in_thread(
            found, str(words), channel="phone", by=request.user, at=clock.now(), unit=request.asker.unit,
            seen=newest_by_hand(found),
        )  # fmt: skip
        messages.success(request, _("Noted: %(words)s") % {"words": words})
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:people:conversation", found.pk)


def _send(request: DeskRequest, found: Person, form: ThreadForm, ways: list[Way]) -> HttpResponse:
    given, at = form.cleaned_data, clock.now()
    try:
        write_in_thread(
            found, given["body"], channel=given["channel"], subject=given["subject"], by=request.user, at=at,
            unit=request.asker.unit, seen=given["seen"], key=given["key"] or str(new_key()),
        )  # fmt: skip
    except ColleagueWrote as error:
        save_draft(found, given["body"], channel=given["channel"], by=request.user, at=at)
        return _page(request, found, _again(found, given, ways), ways, wrote=error)
    except EXPECTED as error:
        form.add_error("body", sentence_for(error))
        return _page(request, found, form, ways)
    messages.success(request, SENT[given["channel"]])
    return redirect("desk:people:conversation", found.pk)


SENT = {
    "sms": gettext_lazy("The message is on its way."),
    "email": gettext_lazy("The message is on its way."),
    "letter": gettext_lazy("The letter stands among those to print."),
    "phone": gettext_lazy("The call is noted."),
}


def _begun(request: DeskRequest, found: Person, mine: ThreadDraft | None, ways: list[Way]) -> ThreadForm:
    """The box as it should stand: what she has begun, what a template says, or empty with the best channel chosen."""
    channels = _channels(ways)
    known: dict[str, Any] = {"channel": channels[0], "key": new_key(), "seen": newest_by_hand(found)}
    if mine:
        channel = mine.channel if mine.channel in channels else channels[0]
        known |= {"channel": channel, "subject": mine.subject, "body": mine.body}
    if request.GET.get("by") in channels:
        known["channel"] = request.GET["by"]
    wanted = request.GET.get("template", "")
    if _is_key(wanted):
        words = Merger(request.asker.unit).words_for(
            found, texts_of(template_for(request.asker, uuid.UUID(wanted)))
        )
        body = f"{known['body'].rstrip()}\n\n{words.body}" if known.get("body") else words.body
        known |= {"body": body, "subject": known.get("subject") or words.subject}
    return ThreadForm(initial=known, channels=channels)


def _again(found: Person, given: dict[str, Any], ways: list[Way]) -> ThreadForm:
    """What she wrote, ready to be sent now that she has seen what her colleague wrote."""
    return ThreadForm(initial={**given, "seen": newest_by_hand(found)}, channels=_channels(ways))


def _must_be_shown(request: DeskRequest, form: ThreadForm) -> bool:
    """Whether it is dearer than one SMS and she has not been told so; then, and when she asks, it is told first."""
    if "plain" in request.POST or "look" in request.POST:
        return True
    told = request.POST.get("shown", "")
    measured = price_of(form.cleaned_data["body"]).measure
    return form.cleaned_data["channel"] == "sms" and measured.segments > max(
        1, int(told) if told.isdecimal() else 0
    )


def _page(
    request: DeskRequest, found: Person, form: ThreadForm | None, ways: list[Way], **more: Any
) -> HttpResponse:
    """The tab, with the box as given, or as it should stand where `form` is None."""
    if form and form.is_bound and "plain" in request.POST:
        plain = form.cleaned_data | {"body": made_plain(form.cleaned_data["body"])}
        form = ThreadForm(initial=plain, channels=_channels(ways))
    before = _moment(request.GET.get("before", ""))
    since = read_until(found, request.user)
    heading = heading_of(request.asker, found, "conversation")
    if before:
        page = heading | {"thread": thread(request.asker, found, since=since, before=before)}
        return render(request, "desk/people/conversation/earlier.html", page)
    told = _living(request, found, since)
    read_thread(found, by=request.user, at=clock.now())
    form = form or _begun(request, found, told["mine"], ways)
    page = {
        **heading,
        "live": True,
        "form": form,
        "ways": ways,
        "templates": templates_for(request.asker).prefetch_related(None).values_list("pk", "name"),
        "quick_notes": list(QUICK_NOTES.items()),
        **told,
        **_price(_value(form, "channel"), body_of(_value(form, "body"))),
        **more,
    }
    return render(request, "desk/people/conversation/page.html", page)


def _living(request: DeskRequest, found: Person, since: dt.datetime | None) -> dict[str, Any]:
    """The lines, who is here and who is writing; and the word that changes whenever any of it does."""
    at = clock.now()
    be_here(request.user, subject_of(found), at=at)
    mine, drafts = drafts_to(found, request.user)
    writing = [one.staff for one in drafts if is_writing(one, at=at)]
    here = [one for one in who_is_here(subject_of(found), at=at, besides=request.user) if one not in writing]
    page = thread(request.asker, found, since=since)
    return {
        "thread": page,
        "since": since.isoformat() if since else "",
        "here_too": here,
        "writing": writing,
        "mine": mine,
        "drafts": drafts,
        "version": _version(page, [*here, *writing], drafts),
    }


def _version(page: Thread, staff: list[Any], drafts: list[ThreadDraft]) -> str:
    lines = (f"{line.key}{line.state}{line.owner}{line.waits}" for line in page.lines)
    return version_of(*lines, *(one.pk for one in staff), *(f"{one.pk}{one.saved_at}" for one in drafts))


def _price(channel: str, body: str) -> dict[str, Any]:
    if channel != "sms" or not body:
        return {"price": None, "channel": channel}
    return {"price": price_of(body), "dear": suggested_replacements(body), "channel": channel}


def _channels(ways: list[Way]) -> tuple[str, ...]:
    """By what she may be written to, the best first; a call can always be noted."""
    written = [way.channel for way in ways if way.channel != "phone"]
    return (*written, "phone")


def _value(form: ThreadForm, name: str) -> str:
    return str(form[name].value() or "")


def _moment(text: str) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        return None
    return found if found.tzinfo else None


def _is_key(text: str) -> bool:
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False
