"""Those who may be one person: beside a form while somebody is typed in, and as a list of their own."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.foundation.phones import NotAPhone, read_phone
from samspill.people.actions import NotAnEmail, read_email, say_they_are_two
from samspill.people.models import Person
from samspill.people.queries import Asker, person_for
from samspill.people.queries.doubles import Double, double_pairs, possible_doubles
from samspill.people.rules.doubles import Card
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.people.words import reason_words

ANOTHER = "another"
NAMED = {"same_name", "like_name"}


@dataclass(frozen=True)
class Beside:
    """Who may be the same as the one in the form, and what was chosen: a key, `another`, or "" for nothing yet."""

    doubles: list[tuple[Double, list[str]]]
    chosen: str

    @property
    def must_choose(self) -> bool:
        """Whether somebody has so like a name that one must say whether it is she."""
        return not self.chosen and any(NAMED & set(double.reasons) for double, _ in self.doubles)

    @property
    def same_as(self) -> Person | None:
        """The one she turned out to be."""
        return next((one.person for one, _ in self.doubles if str(one.person.pk) == self.chosen), None)

    @property
    def not_these(self) -> list[Person]:
        """Those she is not, as somebody has said."""
        alike = [one.person for one, _ in self.doubles if NAMED & set(one.reasons)]
        return alike if self.chosen == ANOTHER else []


@at_the_desk
def doubles(request: DeskRequest) -> HttpResponse:
    """Pairs that look like one person: make them one, or say that they are two."""
    if request.method == "POST":
        return _say(request)
    rows = [(pair, reason_words(pair.reasons)) for pair in double_pairs(request.asker)]
    return render(request, "desk/people/doubles.html", {"here": "people", "rows": rows})


def beside(asker: Asker, form: Form, *, besides: tuple[uuid.UUID, ...] = ()) -> Beside:
    """Who may be the same as the one in a form that was sent; as few queries whatever is written."""
    told = form.cleaned_data if hasattr(form, "cleaned_data") else {}
    card = card_of(
        str(told.get("name") or ""),
        str(told.get("phone") or ""),
        str(told.get("email") or ""),
        area=str(told.get("area") or ""),
        birth_year=told.get("birth_year"),
    )
    return Beside(
        doubles_of(asker, card, besides=besides),
        str(form.data.get("who", "")) if form.is_bound else "",
    )


def doubles_of(
    asker: Asker, card: Card, *, besides: tuple[uuid.UUID, ...] = ()
) -> list[tuple[Double, list[str]]]:
    """Who may be the one on the card, each with the reasons in words."""
    return [(one, reason_words(one.reasons)) for one in possible_doubles(asker, card, besides=besides)]


def card_of(name: str, phone: str, email: str, *, area: str = "", birth_year: int | None = None) -> Card:
    """What is compared, of what was typed; a number that is none is left out."""
    addresses = set()
    try:
        addresses |= {read_phone(phone).e164} if phone.strip() else set()
        addresses |= {read_email(email)} if email.strip() else set()
    except (NotAPhone, NotAnEmail):
        pass  # The form says it at the field.
    return Card(name, frozenset(addresses), area, birth_year)


def _say(request: DeskRequest) -> HttpResponse:
    try:
        one, other = (
            person_for(request.asker, uuid.UUID(request.POST.get(name, ""))) for name in ("first", "second")
        )
        say_they_are_two(one, other, by=request.user, at=clock.now())
        messages.success(request, _("They are two. You are not asked again."))
    except ValueError:
        messages.error(request, _("This is not among the choices."))
    return redirect("desk:people:doubles")
