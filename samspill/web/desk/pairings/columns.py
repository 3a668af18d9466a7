"""The columns of the list of pairs as a spreadsheet."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.web.design.words import KIND_WORDS, word_for
from samspill.web.desk.pairings.words import reason_words, rhythm_words
from samspill.web.desk.spreadsheets import Column

PAIRS = (
    Column(_("Volunteer"), lambda pair: pair.volunteer.person.name),
    Column(_("Gets help"), lambda pair: pair.recipient.person.name),
    Column(_("Kind"), lambda pair: word_for(pair.need.kind, KIND_WORDS)),
    Column(_("Unit"), lambda pair: pair.unit.name),
    Column(_("Said yes"), lambda pair: pair.agreed_at),
    Column(_("First meeting"), lambda pair: pair.first_meeting_at),
    Column(_("Started on"), lambda pair: pair.started_on),
    Column(_("How often they meet"), rhythm_words),
    Column(_("Next review"), lambda pair: pair.next_review_on),
    Column(_("Latest number, volunteer"), lambda pair: pair.volunteer_score),
    Column(_("Latest number, gets help"), lambda pair: pair.recipient_score),
    Column(_("Last day"), lambda pair: pair.ended_on),
    Column(_("Why"), lambda pair: reason_words(pair.ended_reason)),
)
