"""The first conversation at the desk: book a time, offer some, note that nobody answered, and hold it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.volunteering.actions.talks import book_talk, cancel_talk, note_not_reached, offer_times
from samspill.volunteering.actions.welcoming import hold_talk
from samspill.volunteering.models import Interest, Volunteer
from samspill.volunteering.queries.interests import interest_to_change_for
from samspill.volunteering.queries.talks import talk_to_come, who_may_talk
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.access.talk_link import link_to_times
from samspill.web.desk.interests.complaints import EXPECTED, sentence_for
from samspill.web.desk.interests.forms import ConversationForm, TalkForm, TimesForm
from samspill.web.desk.interests.views import interest_page
from samspill.web.desk.people.doubles import Beside, beside


@at_the_desk
def conversation(request: DeskRequest, interest_id: uuid.UUID) -> HttpResponse:
    """The page to talk from, in the order the conversation goes. Saved, she is a volunteer with all of it."""
    found = interest_to_change_for(request.asker, interest_id)
    form = ConversationForm(
        request.POST if request.method == "POST" else None, initial=ConversationForm.begun(found)
    )
    who = None
    if form.is_valid():
        who = beside(request.asker, form, besides=(found.person_id,) if found.person_id else ())
        if not who.must_choose:
            try:
                return redirect("desk:people:person", _hold(request, found, form, who).person_id)
            except EXPECTED as error:
                form.add_error("name", sentence_for(error))
    page = {"here": "interests", "interest": found, "form": form, "beside": who, "talk": talk_to_come(found)}
    return render(request, "desk/interests/conversation.html", page, status=422 if form.errors else 200)


@at_the_desk
@require_POST
def talks(request: DeskRequest, interest_id: uuid.UUID) -> HttpResponse:
    """Book a time, or move the one that is booked; she is told."""
    found = interest_to_change_for(request.asker, interest_id)
    form = TalkForm(request.POST, colleagues=who_may_talk(request.asker, on=clock.today()))
    if form.is_valid():
        try:
            talk = book_talk(
                found,
                starts_at=form.cleaned_data["when"],
                with_staff=form.staff(request.user),
                place_words=form.cleaned_data["place_words"],
                by=request.user,
                at=clock.now(),
                moves=talk_to_come(found),
            )
            words = _("Booked, and they are told.") if talk.told_at else _("Booked. Call and tell them.")
            messages.success(request, words)
            return redirect("desk:interests:interest", found.pk)
        except EXPECTED as error:
            form.add_error("when", sentence_for(error))
    return interest_page(request, found, talk_form=form)


@at_the_desk
@require_POST
def times(request: DeskRequest, interest_id: uuid.UUID) -> HttpResponse:
    """Let her choose between some times, by SMS or e-mail: she answers with a number, or opens the link."""
    found = interest_to_change_for(request.asker, interest_id)
    form = TimesForm(request.POST, colleagues=who_may_talk(request.asker, on=clock.today()))
    if form.is_valid():
        try:
            number = _offer(request, found, form)
            words = ngettext(
                "There is one time to choose.", "There are %(n)s times to choose between.", number
            )
            messages.success(request, words % {"n": number})
            return redirect("desk:interests:interest", found.pk)
        except EXPECTED as error:
            form.add_error("time_1", sentence_for(error))
    return interest_page(request, found, times_form=form)


@at_the_desk
@require_POST
def talk_removal(request: DeskRequest, interest_id: uuid.UUID, intake_talk_id: uuid.UUID) -> HttpResponse:
    """The talk is off, and she is told."""
    found = interest_to_change_for(request.asker, interest_id)
    talk = found.talks.select_related("interest__unit", "interest__person").get(pk=intake_talk_id)
    if cancel_talk(talk, by=request.user, at=clock.now(), channel="web"):
        messages.success(request, _("The talk is called off."))
    return redirect("desk:interests:interest", found.pk)


@at_the_desk
@require_POST
def not_reached(request: DeskRequest, interest_id: uuid.UUID) -> HttpResponse:
    """Called in vain. After some times she is told how to reach us."""
    found = interest_to_change_for(request.asker, interest_id)
    tries = note_not_reached(found, by=request.user, at=clock.now())
    words = ngettext("Noted: called once in vain.", "Noted: called %(n)s times in vain.", tries)
    messages.success(request, words % {"n": tries})
    return redirect("desk:interests:interest", found.pk)


def _hold(request: DeskRequest, found: Interest, form: ConversationForm, who: Beside) -> Volunteer:
    return hold_talk(
        found,
        form.told(same_as=who.same_as or found.person, not_these=who.not_these),
        note_words=form.cleaned_data["note_words"],
        unit=request.asker.unit,
        by=request.user,
        at=clock.now(),
    )


@transaction.atomic
def _offer(request: DeskRequest, found: Interest, form: TimesForm) -> int:
    at = clock.now()
    offers = offer_times(
        found,
        form.times,
        with_staff=form.staff(request.user),
        place_words=form.cleaned_data["place_words"],
        by=request.user,
        at=at,
        link=link_to_times(request, found, at=at),
    )
    return len(offers)
