"""How one signs up, as a program sends it: into the fields of the editor's form, and what it would have dropped in
silence told at the field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from samspill.activities.actions import Announcement
from samspill.activities.rules.questions import CHOICE, MOST_QUESTIONS
from samspill.web.access.sign_up_fields import PARTS

Sent = Mapping[str, Any]
#: What is sent as the form's fields hold it.
SAME = (
    "takes_sign_ups for_all_times sign_up places seats_each waiting_list waiting_hours waiting_ends_the_day "
    "appointment_minutes"
).split()


def typed_questions(told: Sent) -> dict[str, Any]:
    """The questions as the form's fields hold them; empty where none were sent, so that those before stay."""
    if "questions" not in told:
        return {}
    typed: dict[str, Any] = {}
    for number in range(1, MOST_QUESTIONS + 1):
        asked = told["questions"][number - 1] if number <= len(told["questions"]) else {}
        typed |= {f"question_{number}_{part}": _typed(part, asked) for part in PARTS}
    return typed


def where_asked(name: str) -> str:
    """The document's name of a question's field: `question_2_choices` is `questions.1.choices`; "" for any other."""
    kind, _sign, rest = name.partition("_")
    number, _sign, part = rest.partition("_")
    return f"questions.{int(number) - 1}.{part}" if kind == "question" and number.isdigit() else ""


def wrong_in_questions(told: Sent) -> Iterator[tuple[str, str]]:
    """What the form would read as something else, or pass over."""
    for at, one in enumerate(told.get("questions", ())):
        choices, is_choice = one.get("choices", ()), one.get("kind") == CHOICE
        if not one["words"].strip():
            yield f"questions.{at}.words", _("This is missing.")
        if choices and not is_choice:
            yield f"questions.{at}.choices", _("Only where “kind” is “choice”.")
        if any("," in choice or "\n" in choice or not choice.strip() for choice in choices):
            yield f"questions.{at}.choices", _("Each in words, without a comma.")


def not_taken(told: Sent, announced: Announcement) -> Iterator[tuple[str, str]]:
    """What was sent, and cannot be as all else is: nothing a program asks for is dropped in silence."""
    has_appointments = announced.appointment_minutes is not None
    if has_appointments:
        yield from _beside_appointments(told)
    else:
        yield from _without_signing_up(told, announced)
    if told.get("price") and not announced.price:
        yield "price", _("Only where it is not free: is_free is false.")
    if not announced.takes_sign_ups and told.get("questions"):
        yield "questions", _("Only where one signs up here: takes_sign_ups.")
    if not has_appointments and told.get("waiting_list") and not announced.waiting_list:
        yield "waiting_list", _("Only where one signs up here and there are so many places: places.")


def _without_signing_up(told: Sent, announced: Announcement) -> Iterator[tuple[str, str]]:
    if told.get("for_all_times") and not announced.for_all_times:
        yield "for_all_times", _("Only where one signs up here: takes_sign_ups.")
    if told.get("places") and announced.places is None:
        yield "places", _("Only where one signs up here: takes_sign_ups.")


def _beside_appointments(told: Sent) -> Iterator[tuple[str, str]]:
    """Appointments give the places and are signed up for one by one."""
    for name in ("for_all_times", "waiting_list", "places"):
        if told.get(name):
            yield name, _("Not together with appointment_minutes.")
    if told.get("takes_sign_ups") is False:
        yield "takes_sign_ups", _("One signs up for appointments.")


def _typed(part: str, asked: Sent) -> Any:
    return ", ".join(asked.get("choices", ())) if part == "choices" else asked.get(part, "")
