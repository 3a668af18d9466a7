"""Which words mean the same here: the list, a new line, and taking one away."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.foundation.search.own_words import (
    LONGEST,
    AlreadyListed,
    TooFewWords,
    TooManyWords,
    list_words,
    listed_words,
    unlist_words,
)
from samspill.people.actions import HoldsNationalId, refuse_national_ids
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk import columns
from samspill.web.desk.complaints import sentence_for
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet


class WordsForm(forms.Form):
    """One line of words."""

    words = forms.CharField(
        label=gettext_lazy("Words that mean the same"),
        help_text=gettext_lazy("At least two single words, for example: bua, utstyr, utlån"),
        max_length=LONGEST,
    )


@at_the_desk
def words(request: DeskRequest) -> HttpResponse:
    """The municipality's own words, and a new line."""
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            refuse_national_ids(words=form.cleaned_data["words"])
            list_words(form.cleaned_data["words"], by=request.user, at=clock.now())
            messages.success(request, _("Written down. The search knows it within a minute."))
            return redirect("desk:search_words:list")
        except HoldsNationalId as error:
            form.add_error("words", sentence_for(error))
        except TooFewWords:
            form.add_error("words", _("Write at least two words that one may search by."))
        except TooManyWords:
            form.add_error("words", _("That is too much. Write fewer words, or take away a line first."))
        except AlreadyListed:
            form.add_error("words", _("These words are in the list already."))
    lines = listed_words()
    if is_wanted(request):
        return spreadsheet(request, "words", lines, columns.SAME_MEANING)
    page = {"here": "calendars", "form": form, "lines": lines}
    return render(request, "desk/search_words/list.html", page, status=422 if form.errors else 200)


@at_the_desk
@require_POST
def removal(request: DeskRequest, same_meaning_id: uuid.UUID) -> HttpResponse:
    """These words do not mean the same after all."""
    unlist_words(same_meaning_id, by=request.user, at=clock.now())
    messages.success(request, _("Taken away."))
    return redirect("desk:search_words:list")
