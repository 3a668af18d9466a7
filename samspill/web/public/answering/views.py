"""The page behind the link in an e-mail: what it is about, yes and no, and what came of it."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation

from samspill.foundation import clock
from samspill.foundation.actions import LinkNotValid, look_at_link
from samspill.messaging.queries import language_of
from samspill.volunteering.actions import NotBooked, answer_offer, withdraw
from samspill.volunteering.actions.linking import ANSWER_PAGE
from samspill.volunteering.models import Offer
from samspill.volunteering.queries.answering import Question, question_by
from samspill.web.access.links import kept_nowhere


def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show the question; on a press, answer it. A look alone, as mail scanners take, changes nothing."""
    at = clock.now()
    try:
        question = question_by(look_at_link(ANSWER_PAGE, token, at=at).subject, at=at)
    except (LinkNotValid, Offer.DoesNotExist):
        return kept_nowhere(render(request, "public/answering/gone.html", status=410))
    if request.method == "POST":
        _let_it_count(question, request.POST.get("answer", ""), at)
        return kept_nowhere(redirect("public:answering:answer", token))
    with translation.override(language_of(question.offer.person)):
        again = question_by(question.offer.pk, at=at)  # In her language: the task is told in words.
        return kept_nowhere(render(request, "public/answering/question.html", {"question": again}))


def _let_it_count(question: Question, said: str, at: dt.datetime) -> None:
    offer = question.offer
    if said in ("yes", "no") and question.may_answer:
        answer_offer(offer.pk, said, channel="web", by=offer.person, at=at)
    elif said == "withdraw" and question.assignment is not None:
        with suppress(NotBooked):  # She pressed twice; the page says that she is off.
            withdraw(question.assignment.pk, channel="web", by=offer.person, at=at)
