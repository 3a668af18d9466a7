"""What associations answered: typed in from a call or a paper, summed up, and what it says of the facts we have."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.organisations.actions.mapping_answers import (
    AnswersLacking,
    decline_campaign,
    save_answers,
    settle_answer,
)
from samspill.organisations.actions.mapping_campaigns import drop_recipient
from samspill.organisations.models import CampaignQuestion, CampaignRecipient
from samspill.organisations.queries.mapping_campaigns import (
    Told,
    campaign_for,
    is_open,
    questions_of,
    recipient_for,
    recipients_of,
    same_association,
    suggestions,
    summary,
)
from samspill.organisations.rules.mapping_questions import in_language
from samspill.organisations.wording import audience_words
from samspill.web.access.mapping_form import AnswerForm, answer_words, choices_of
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.design.language_names import language_name
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.mapping.papers import as_on_paper
from samspill.web.desk.mapping.words import CHANNEL_WORDS, FACT_NAMES, category_words
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import Column, is_wanted, spreadsheet

#: By which way an answer reaches staff.
CHANNELS = ("phone", "paper")


@at_the_desk
def recipient(request: DeskRequest, campaign_id: uuid.UUID, campaign_recipient_id: uuid.UUID) -> HttpResponse:
    """One that is asked: type in what they say, or what stands on the paper."""
    row = recipient_for(request.asker, campaign_id, campaign_recipient_id)
    asked = questions_of(row.campaign)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        asked,
        language=get_language() or "nb",
        languages=row.campaign.languages,
        answers=row.answers,
        hands_in="later" not in request.POST,
    )
    if request.method == "POST" and _typed_in(request, row, form):
        return redirect("desk:mapping:campaign", row.campaign_id)
    page = {"here": "mapping", "campaign": row.campaign, "recipient": row, "form": form}
    page["names"] = _by_each_name(row, asked)
    if row.campaign.begun_at and is_open(row.campaign, clock.today()):
        page["code"] = as_on_paper(row.code)
        page["where"] = request.build_absolute_uri(reverse("public:mapping:door"))
    return render(request, "desk/mapping/recipient.html", page, status=422 if form.errors else 200)


@at_the_desk
@require_POST
def setting_aside(
    request: DeskRequest, campaign_id: uuid.UUID, campaign_recipient_id: uuid.UUID
) -> HttpResponse:
    """They say no thanks, or are not to be asked after all."""
    row = recipient_for(request.asker, campaign_id, campaign_recipient_id)
    try:
        if request.POST.get("deed") == "drop":
            drop_recipient(row, by=request.user, at=clock.now())
        else:
            decline_campaign(row, channel="phone", by=request.user, at=clock.now())
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:mapping:campaign", campaign_id)


@at_the_desk
def summed_up(request: DeskRequest, campaign_id: uuid.UUID) -> HttpResponse:
    """All answers, question by question; and each association a row of a spreadsheet."""
    found = campaign_for(request.asker, campaign_id)
    asked, rows = questions_of(found), recipients_of(found)
    if is_wanted(request):
        answered = [row for row in rows if row.answered_at]
        return spreadsheet(request, "answers", answered, _columns(asked, found.languages))
    told = [_shown(one, found.languages) for one in summary(asked, rows)]
    number = sum(bool(row.answered_at) for row in rows)
    page = {"here": "mapping", "campaign": found, "told": told, "number": number}
    return render(request, "desk/mapping/answers.html", page)


@at_the_desk
def changes(request: DeskRequest, campaign_id: uuid.UUID) -> HttpResponse:
    """What the answers say otherwise than what we have, to take or leave one by one."""
    found = campaign_for(request.asker, campaign_id)
    if request.method == "POST":
        _settle(request, campaign_id)
        return redirect("desk:mapping:changes", campaign_id)
    rows = [
        (
            one.recipient,
            one.fact,
            FACT_NAMES[one.fact],
            _fact(one.fact, one.stands),
            _fact(one.fact, one.answer),
        )
        for one in suggestions(found)
    ]
    page = {"here": "mapping", "campaign": found, "page": page_of(request, rows)}
    return render(request, "desk/mapping/changes.html", page)


def _by_each_name(row: CampaignRecipient, asked: list[CampaignQuestion]) -> list[tuple[Any, Any]]:
    """Where two that were asked became one: what was answered by each name, the latest first. Else nothing."""
    rows = same_association(row)
    return [(one, _told_by(one, asked)) for one in rows] if len(rows) > 1 else []


def _told_by(row: CampaignRecipient, asked: list[CampaignQuestion]) -> list[tuple[str, str]]:
    """The questions answered, with the answers in words."""
    language, languages = get_language() or "nb", row.campaign.languages
    told = [(one, answer_words(one, row.answers.get(str(one.pk)), language, languages)) for one in asked]
    return [(in_language(one.asked, language, languages), words) for one, words in told if words]


def _typed_in(request: DeskRequest, row: Any, form: AnswerForm) -> bool:
    """Whether it was handed in, or kept to go on with; else the form says what is missing."""
    whole, channel = form.is_valid(), request.POST.get("channel", "")
    way = channel if channel in CHANNELS else "phone"
    told: dict[str, Any] = {"channel": way, "by": request.user, "at": clock.now()}
    try:
        save_answers(row, form.answers(), hands_in=False, **told)
        if whole and "later" not in request.POST:
            save_answers(row, form.answers(), hands_in=True, **told)
        if whole:
            messages.success(request, _("Saved."))
    except AnswersLacking as error:
        for key in error.questions:
            form.add_error(key, _("Please answer this one."))
    except EXPECTED as error:
        form.add_error(None, sentence_for(error))
    return not form.errors


def _settle(request: DeskRequest, campaign_id: uuid.UUID) -> None:
    """One press: take it or leave it. What names nobody does nothing."""
    key = request.POST.get("recipient", "")
    if not _is_key(key):
        return
    row = recipient_for(request.asker, campaign_id, uuid.UUID(key))
    fact, takes = request.POST.get("fact", ""), request.POST.get("deed") == "take"
    try:
        settle_answer(row, fact, takes=takes, by=request.user, at=clock.now())
    except EXPECTED as error:
        messages.error(request, sentence_for(error))


def _is_key(text: str) -> bool:
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False


def _shown(told: Told, languages: Any) -> dict[str, Any]:
    language = get_language() or "nb"
    choices = choices_of(told.question, language, languages)
    most = max(told.counted.values(), default=0) or 1
    return {
        "asked": in_language(told.question.asked, language, languages),
        "kind": told.question.kind,
        "answered": told.answered,
        "total": told.total,
        "words": told.words,
        "bars": [
            (word, told.counted[code], round(100 * told.counted[code] / most, 2)) for code, word in choices
        ]
        if told.counted
        else [],
    }


def _columns(questions: list[CampaignQuestion], languages: Any) -> list[Column]:
    language = get_language() or "nb"
    first = [
        Column(_("Name"), lambda row: row.association.name),
        Column(_("Organisation number"), lambda row: row.association.number or ""),
        Column(_("Answered"), lambda row: row.answered_at),
        Column(_("How it came"), lambda row: str(CHANNEL_WORDS.get(row.answered_channel, ""))),
    ]
    return first + [_column(one, language, languages) for one in questions]


def _column(question: CampaignQuestion, language: str, languages: Any) -> Column:
    key = str(question.pk)

    def told(row: Any) -> Any:
        answer = row.said.get(key)
        is_number = question.kind == "number"
        return answer if is_number else answer_words(question, answer, language, languages)

    return Column(in_language(question.asked, language, languages), told)


def _fact(fact: str, value: Any) -> str:
    if fact == "categories":
        return ", ".join(category_words(code) for code in value)
    if fact == "audiences":
        return ", ".join(map(audience_words, value))
    return ", ".join(map(language_name, value)) if fact == "languages" else str(value)
