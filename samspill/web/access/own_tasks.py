"""What a volunteer answers on her own page: yes, no, cannot after all, and «I can» to what nobody asked her about."""

from __future__ import annotations

import uuid
from contextlib import suppress

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.messaging.queries import language_of
from samspill.volunteering.actions import NotBooked, answer_offer, express_interest, withdraw
from samspill.volunteering.actions.interests import InterestSettled
from samspill.volunteering.actions.needs import IsPast
from samspill.volunteering.actions.talks import TalkBooked, TimeTaken, cancel_talk, lapse_time, pick_time
from samspill.volunteering.queries.fitting import open_shift_for
from samspill.volunteering.queries.own import coming_task_for, question_for, talk_waiting
from samspill.volunteering.queries.reach import way_by
from samspill.web.access.links import OWN_PAGE, LinkRequest, with_link_to
from samspill.web.access.own_words import outcome_words


@require_POST
@with_link_to(OWN_PAGE)
def answer(request: LinkRequest, token: str, offer_id: uuid.UUID) -> HttpResponse:
    """Yes or no to a question she was asked; first yes wins, here as by SMS."""
    offer, said = question_for(request.person, offer_id), request.POST.get("answer")
    if said in ("yes", "no"):
        answered = answer_offer(offer.pk, said, channel="web", by=request.person, at=clock.now())
        is_well = answered.outcome in ("booked", "declined")
        (messages.success if is_well else messages.warning)(request, outcome_words(answered.outcome))
    return redirect("own:page", token)


@with_link_to(OWN_PAGE)
def cancelling(request: LinkRequest, token: str, assignment_id: uuid.UUID) -> HttpResponse:
    """Cannot after all: asked once, then the place is open again and the next are asked."""
    coming = coming_task_for(request.person, assignment_id, at=clock.now())
    if request.method != "POST":
        return render(request, "access/own/cancelling.html", {"token": token, "coming": coming})
    with suppress(NotBooked):  # Pressed twice: it is off already, and that is what she wanted.
        withdraw(coming.assignment.pk, channel="web", by=request.person, at=clock.now())
    messages.success(request, outcome_words("off"))
    return redirect("own:page", token)


@require_POST
@with_link_to(OWN_PAGE)
def i_can(request: LinkRequest, token: str, need_id: uuid.UUID) -> HttpResponse:
    """She would like a task that is open to all: it lands with those who asked for it, and they answer her."""
    found, person = open_shift_for(request.person, need_id, at=clock.now()), request.person
    phone, email = way_by(person.pk, "phone").address, way_by(person.pk, "email").address
    if phone or email:
        express_interest(
            person.name,
            phone,
            email=email if email and "@" in email else "",
            need=found.shift.need,
            person=person,
            language=language_of(person),
            channel="web",
            at=clock.now(),
        )
        messages.success(request, _("Thank you! Those who asked for it will tell you soon."))
    return redirect("own:page", token)


@require_POST
@with_link_to(OWN_PAGE)
def talk_time(request: LinkRequest, token: str) -> HttpResponse:
    """She picks one of the times offered for our talk."""
    waiting = talk_waiting(request.person, at=clock.now())
    chosen = request.POST.get("time", "")
    offer = next((one for one in waiting.times if str(one.pk) == chosen), None) if waiting else None
    if offer is not None:
        try:
            pick_time(offer.pk, by=request.person, at=clock.now(), channel="web")
            messages.success(request, _("The time is yours."))
        except (TimeTaken, TalkBooked, IsPast, InterestSettled):
            lapse_time(offer.pk, at=clock.now())
            messages.warning(request, _("That time was just taken. Choose another."))
    return redirect("own:page", token)


@require_POST
@with_link_to(OWN_PAGE)
def talk_removal(request: LinkRequest, token: str) -> HttpResponse:
    """The time of our talk does not suit her after all."""
    waiting = talk_waiting(request.person, at=clock.now())
    if waiting is not None and waiting.talk is not None:
        cancel_talk(waiting.talk, by=request.person, at=clock.now(), channel="web", tells_her=False)
        messages.success(request, _("It is called off. We find another time together."))
    return redirect("own:page", token)
