"""Campaigns at the desk: prepared, sent, followed as answers come in, stopped."""

from __future__ import annotations

import uuid
from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from samspill.foundation import clock
from samspill.organisations.actions.mapping_campaigns import (
    change_campaign,
    choose_recipients,
    post_campaign_letters,
    prepare_campaign,
    remind,
    remove_question,
    resume_campaign,
    send_campaign,
    stop_campaign,
    write_question,
)
from samspill.organisations.models import Campaign, CampaignQuestion
from samspill.organisations.queries.mapping import known, narrowed, standing_associations
from samspill.organisations.queries.mapping_campaigns import (
    PILES,
    asked_and_answered,
    campaign_for,
    campaigns,
    failed_messages,
    is_open,
    piled,
    question_for,
    questions_of,
    recipients_of,
    suggestions,
    ways_to,
)
from samspill.organisations.queries.square import main_choices
from samspill.organisations.rules.mapping_questions import unwritten
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.design.language_names import language_name, own_name
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.mapping import papers, words
from samspill.web.desk.mapping.campaign_forms import CampaignForm, QuestionForm
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import file_to_save, is_wanted, spreadsheet

PDF = "application/pdf"


@at_the_desk
def listed(request: DeskRequest) -> HttpResponse:
    """All campaigns, the newest first."""
    page = page_of(request, campaigns(request.asker))
    shown = {"here": "mapping", "page": page, "rows": asked_and_answered(page.rows)}
    return render(request, "desk/mapping/campaigns.html", shown)


@at_the_desk
def new(request: DeskRequest) -> HttpResponse:
    """Prepare one, with the ready-made questions or those of an earlier one."""
    like = _like(request)
    form = CampaignForm(request.POST if request.method == "POST" else None, like=like)
    if request.method == "POST" and form.is_valid():
        try:
            made = prepare_campaign(**form.told(), like=like, by=request.user, at=clock.now())
            return redirect("desk:mapping:questions", made.pk)
        except EXPECTED as error:
            form.add_error(_field_of(error), sentence_for(error))
    page = {"here": "mapping", "form": form, "like": like}
    return render(request, "desk/mapping/campaign_new.html", page, status=422 if form.errors else 200)


@at_the_desk
def campaign(request: DeskRequest, campaign_id: uuid.UUID) -> HttpResponse:
    """How it goes: each pile with its number, and what to do about it."""
    found = campaign_for(request.asker, campaign_id)
    rows = recipients_of(found)
    piles = piled(rows, failed_messages(found))
    asked = questions_of(found)
    page = {
        "here": "mapping",
        "campaign": found,
        "piles": [(name, *words.PILES[name], len(piles[name])) for name in PILES if piles[name]],
        "numbers": {name: len(some) for name, some in piles.items()},
        "asked": len(rows),
        "share": round(100 * len(piles["answered"]) / len(rows)) if rows else 0,
        "is_open": is_open(found, clock.today()),
        "questions": asked,
        "changes": len(suggestions(found)),
        "unwritten": _unwritten(found, asked),
        "on_paper": [(code, own_name(code)) for code in papers.languages_of(found)],
    }
    return render(request, "desk/mapping/campaign.html", page)


@at_the_desk
def facts(request: DeskRequest, campaign_id: uuid.UUID) -> HttpResponse:
    """Its name, languages, why we ask and its days."""
    found = campaign_for(request.asker, campaign_id)
    form = CampaignForm(request.POST if request.method == "POST" else None, found)
    if request.method == "POST" and form.is_valid():
        try:
            change_campaign(found, **form.told(), by=request.user, at=clock.now())
            return redirect("desk:mapping:campaign", found.pk)
        except EXPECTED as error:
            form.add_error(_field_of(error), sentence_for(error))
    page = {"here": "mapping", "campaign": found, "form": form}
    return render(request, "desk/mapping/campaign_new.html", page, status=422 if form.errors else 200)


@at_the_desk
def questions(request: DeskRequest, campaign_id: uuid.UUID) -> HttpResponse:
    """Its questions, and a form for one more."""
    found = campaign_for(request.asker, campaign_id)
    form = QuestionForm(request.POST if request.method == "POST" else None, found)
    if request.method == "POST" and form.is_valid() and _written(request, found, form, None):
        return redirect("desk:mapping:questions", found.pk)
    asked = questions_of(found)
    page = {"here": "mapping", "campaign": found, "form": form, "questions": asked}
    page["unwritten"] = _unwritten(found, asked)
    return render(request, "desk/mapping/questions.html", page, status=422 if form.errors else 200)


@at_the_desk
def question(request: DeskRequest, campaign_id: uuid.UUID, campaign_question_id: uuid.UUID) -> HttpResponse:
    """Write one anew."""
    row = question_for(request.asker, campaign_id, campaign_question_id)
    form = QuestionForm(request.POST if request.method == "POST" else None, row.campaign, row)
    if request.method == "POST" and form.is_valid() and _written(request, row.campaign, form, row):
        return redirect("desk:mapping:questions", row.campaign_id)
    page = {"here": "mapping", "campaign": row.campaign, "form": form, "question": row}
    return render(request, "desk/mapping/questions.html", page, status=422 if form.errors else 200)


@at_the_desk
@require_POST
def question_removal(
    request: DeskRequest, campaign_id: uuid.UUID, campaign_question_id: uuid.UUID
) -> HttpResponse:
    """Take one out."""
    row = question_for(request.asker, campaign_id, campaign_question_id)
    try:
        remove_question(row, by=request.user, at=clock.now())
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:mapping:questions", campaign_id)


@at_the_desk
def recipients(request: DeskRequest, campaign_id: uuid.UUID) -> HttpResponse:
    """Whom to ask: narrowed as in the lists, looked at, and chosen all or some."""
    found = campaign_for(request.asker, campaign_id)
    rows = _chosen(request)
    if request.method == "POST":
        picked = request.POST.getlist("organisation") or [row.id for row in rows]
        keys = {row.id for row in rows} & set(picked)
        try:
            organisations = list(standing_associations().filter(pk__in=keys))
            number = choose_recipients(found, organisations, by=request.user, at=clock.now())
            told = ngettext("One more is asked.", "%(n)s more are asked.", number) % {"n": number}
            messages.success(request, told)
        except EXPECTED as error:
            messages.error(request, sentence_for(error))
        return redirect("desk:mapping:campaign", found.pk)
    return render(request, "desk/mapping/recipients.html", _choosing(request, found, rows))


@at_the_desk
@require_POST
def sending(request: DeskRequest, campaign_id: uuid.UUID) -> HttpResponse:
    """Send, remind, say that the letters are posted, stop, or open again."""
    found, deed = campaign_for(request.asker, campaign_id), request.POST.get("deed", "")
    told: dict[str, Any] = {"by": request.user, "at": clock.now()}
    try:
        if deed in ("send", "remind"):
            act = send_campaign if deed == "send" else remind
            _tell_of(request, *act(found, base=base_of(request), **told))
        elif deed in _DEEDS:
            _DEEDS[deed](found, **told)
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:mapping:campaign", found.pk)


@at_the_desk
def pile(request: DeskRequest, campaign_id: uuid.UUID, pile: str) -> HttpResponse:
    """The list behind a number, and what to do about it."""
    found = campaign_for(request.asker, campaign_id)
    if pile not in PILES:
        return redirect("desk:mapping:campaign", found.pk)
    failed = failed_messages(found)
    rows = piled(recipients_of(found), failed)[pile]
    if is_wanted(request):
        return spreadsheet(request, pile, rows, words.RECIPIENTS)
    page = page_of(request, rows)
    shown = {"here": "mapping", "campaign": found, "pile": pile, "words": words.PILES[pile], "page": page}
    return render(request, "desk/mapping/pile.html", shown)


@at_the_desk
@require_safe
def paper(request: DeskRequest, campaign_id: uuid.UUID) -> HttpResponse:
    """The letters that are not posted, each with its form; or, where there are none, the empty form.

    The empty form comes in the language asked for (`?in=nn`), where the campaign is written in it.
    """
    found = campaign_for(request.asker, campaign_id)
    rows = piled(recipients_of(found), {})["letters"] if "form" not in request.GET else []
    asked, town = questions_of(found), request.municipality
    if rows:
        made = papers.letters(found, asked, rows, town=town, base=base_of(request))
    else:
        made = papers.empty_form(found, asked, town=town, language=request.GET.get("in", ""))
    return file_to_save(made, f"{'letters' if rows else 'form'}-{clock.today():%Y-%m-%d}.pdf", PDF)


def base_of(request: DeskRequest) -> str:
    """The address a code is added to."""
    return request.build_absolute_uri(reverse("public:mapping:door"))


_DEEDS = {"posted": post_campaign_letters, "stop": stop_campaign, "resume": resume_campaign}
_FIELDS = {"CampaignNameMissing": "name", "ClosesBeforeItOpens": "closes_on", "QuestionNotWhole": "kind"}


def _field_of(error: Exception) -> str | None:
    return _FIELDS.get(type(error).__name__)


def _like(request: DeskRequest) -> Campaign | None:
    try:
        return campaign_for(request.asker, uuid.UUID(request.GET.get("like", "")))
    except (ValueError, Campaign.DoesNotExist):
        return None


def _written(request: DeskRequest, found: Campaign, form: QuestionForm, row: Any) -> bool:
    try:
        write_question(found, **form.told(), replaces=row, by=request.user, at=clock.now())
    except EXPECTED as error:
        form.add_error(_field_of(error), sentence_for(error))
        return False
    return True


def _tell_of(request: DeskRequest, asked: int, left: int) -> None:
    messages.success(
        request, ngettext("One message goes out.", "%(n)s messages go out.", asked) % {"n": asked}
    )
    if left:
        told = _("For %(n)s the day's money did not reach. Press once more tomorrow.") % {"n": left}
        messages.warning(request, told)


def _chosen(request: DeskRequest) -> list[Any]:
    """The associations the address narrows to."""
    asked = {name: request.GET.get(name, "") for name in ("category", "area", "measure", "q")}
    measure = asked["measure"] if asked["measure"] in words.MEASURES else "all"
    rows = narrowed(
        known(request.asker),
        measure=measure,
        category=asked["category"] or None,
        area=asked["area"] or None,
        group=None,
    )
    return [row for row in rows if asked["q"].casefold() in row.name.casefold()]


def _unwritten(found: Campaign, asked: list[CampaignQuestion]) -> list[tuple[str, bool, int]]:
    """What is not written in each language of it, while it can still be written."""
    if found.begun_at:
        return []
    told = unwritten(found.languages, found.why, [one.asked for one in asked])
    return [(language_name(code), lacks_why, lacking) for code, lacks_why, lacking in told]


def _choosing(request: DeskRequest, found: Campaign, rows: list[Any]) -> dict[str, Any]:
    asked_already = {str(key) for key in found.recipients.values_list("organisation_id", flat=True)}
    new = [row for row in rows if row.id not in asked_already]
    ways = ways_to(list(standing_associations().filter(pk__in=[row.id for row in new])))
    counted = Counter(way for way, _address in ways.values())
    everybody = known(request.asker)
    return {
        "here": "mapping",
        "campaign": found,
        "page": page_of(request, new),
        "new": len(new),
        "already": len(rows) - len(new),
        "ways": [(words.CAMPAIGN_WAYS[way], number) for way, number in counted.most_common()],
        "asked": request.GET,
        "categories": [(one.code, words.category_words(one.code)) for one in main_choices()],
        "areas": sorted({row.area for row in everybody if row.area}),
        "measures": words.MEASURES.items(),
    }
