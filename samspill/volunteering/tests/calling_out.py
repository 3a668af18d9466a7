"""What tests of call-outs share: the question that somebody was asked."""

from __future__ import annotations

from samspill.people.models import Person
from samspill.volunteering.models import CallOutQuestion


def question(person: Person) -> CallOutQuestion:
    """As the database has it now."""
    return CallOutQuestion.objects.get(person=person)
