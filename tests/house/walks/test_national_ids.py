"""No text field of any form takes a national identity number: it says why at the field, and nothing is kept.

Every page is opened, every form on it is found, and into each of its text fields in turn goes a number: an ordinary
one, a D-number, and those of the test persons, written together, with spaces and with dots.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from django.apps import apps
from django.test import Client

from conftest import browser_of
from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.foundation.national_ids import find_national_ids, holds_national_id
from samspill.foundation.tenancy import Owned
from samspill.messaging.actions import receive_inbound
from samspill.people.models import Person
from tests.house.addresses import Address, all_addresses
from tests.house.cast import row_for

#: What a page shows and refuses is the same on either database.
pytestmark = pytest.mark.one_database

#: Addresses whose forms take no text of ours to keep.
NOT_FORMS_OF_OURS = ("/staff/", "/simulator/", "/design/", "/api/", "/static/")
EXPLANATION = "Det står et fødselsnummer i teksten. Det tar vi aldri vare på. Ta det bort."
#: A field that no person sees: whoever fills it in is a robot, and what it holds goes nowhere.
FOR_ROBOTS = "website"
#: A digest or a lot: sixteen bytes or more, whose digits may be any.
DRAWN = re.compile(r"[0-9a-f]{32,}")
TEXT_INPUTS = {"text", "tel", "email", "search", "url", ""}


def number_with(added_to_day: int, added_to_month: int) -> str:
    """A number with both check digits right, whose day and month have these added."""
    began = f"{15 + added_to_day:02}{7 + added_to_month:02}65"
    return next(n for n in (f"{began}{tail:05}" for tail in range(100_000)) if holds_national_id(n))


ORDINARY = number_with(0, 0)
KINDS = [ORDINARY, number_with(40, 0), number_with(0, 40), number_with(0, 65), number_with(0, 80)]
#: As people write them: together, parted, as a date, in the middle of a sentence.
WRITTEN = [
    *KINDS,
    f"{ORDINARY[:6]} {ORDINARY[6:]}",
    f"{ORDINARY[:2]}.{ORDINARY[2:4]}.{ORDINARY[4:6]} {ORDINARY[6:]}",
    f"Hun er født {ORDINARY[:6]}-{ORDINARY[6:]}, sa hun",
]


@dataclass
class Form:
    """A form on a page: where it is sent, what stands in its fields, and which of them are for text."""

    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)


class Forms(HTMLParser):
    """The forms of a page that are sent by POST."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._form: Form | None = None
        self._select = self._textarea = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        known = {name: value or "" for name, value in attrs}
        if tag == "form":
            is_post = known.get("method", "").lower() == "post"
            self._form = Form(known.get("action", "")) if is_post else None
            if self._form:
                self.found.append(self._form)
        elif self._form is not None and known.get("name", self._select):
            self._field(tag, known)

    def _field(self, tag, known):
        if tag == "input":
            self._input(known)
        elif tag == "select":
            self._select = known["name"]
        elif tag == "option" and known.get("value"):
            self._form.values.setdefault(self._select, [known["value"]])
        elif tag == "textarea":
            self._textarea = known["name"]
            self._form.texts.append(known["name"])
            self._form.values[known["name"]] = [""]

    def _input(self, known):
        kind = known.get("type", "")
        if kind in ("checkbox", "radio", "file", "submit", "button", "image"):
            return
        self._form.values[known["name"]] = [known.get("value", "")]
        if kind in TEXT_INPUTS and known["name"] != FOR_ROBOTS:
            self._form.texts.append(known["name"])

    def handle_data(self, data):
        if self._textarea:
            self._form.values[self._textarea][0] += data

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._textarea = ""
        elif tag == "form":
            self._form = None


PAGES = [address for address in all_addresses() if not address.path.startswith(NOT_FORMS_OF_OURS)]


@pytest.fixture
def browsers(leader):
    return browser_of(leader, "lillevik.test"), Client(HTTP_HOST="lillevik.test")


def path_of(address: Address) -> str:
    person = Person.objects.get(name="Kari Person 1")
    token = make_link("people.me", str(person.pk), at=clock.now(), valid_for=dt.timedelta(days=1))
    texts = {"token": token, "day": "2026-03-10", "rule": "messages", "number": "+4740000101"}
    values = {
        name: row_for(name.removesuffix("_id")).pk if kind == "uuid" else texts.get(name, "1")
        for kind, name in address.wanted
    }
    return address.filled(**values)


def forms_at(browser: Client, path: str) -> Iterator[Form]:
    answer = browser.get(path)
    if answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html"):
        yield from Forms(answer.content.decode()).found


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_every_text_field_refuses_and_says_why(address, browsers, town):
    browser = browsers[0] if address.path.startswith("/desk/") else browsers[1]
    path, written = path_of(address), itertools.cycle(WRITTEN)
    forms = [form for form in forms_at(browser, path) if form.texts]
    for form in forms:
        for name in form.texts:
            for number in (ORDINARY, next(written)):
                sent = form.values | {name: [number]}
                answer = browser.post(urljoin(path, form.action.partition("#")[0]), sent, follow=True)
                page = answer.content.decode()
                assert EXPLANATION in page, f"{form.action or path}: {name} took {number}, or did not say why"
                is_shown_again = not answer.redirect_chain and f'name="{name}"' in page
                assert not is_shown_again or f'{name}_error"' in page, f"{path}: {name} says it elsewhere"
    # Every row of every table is read: only where something was sent.
    assert not forms or not _kept(), path


def test_there_are_fields_to_try(browsers):
    names = (
        name
        for address in PAGES
        if address.path.startswith("/desk/")
        for form in forms_at(browsers[0], path_of(address))
        for name in form.texts
    )
    assert len(list(itertools.islice(names, 41))) == 41


@pytest.mark.parametrize("number", WRITTEN)
def test_every_spelling_of_it_is_refused_where_a_request_is_typed_in(browsers, number):
    typed = {"caller_name": "Nina", "kind": "walk", "day": "i morgen", "private_text": number}
    page = browsers[0].post("/desk/needs/new/", typed).content.decode()
    assert EXPLANATION in page and 'id="id_private_text_error"' in page and not _kept()


def test_a_number_somebody_sends_by_sms_is_not_kept(town, at):
    inbound = receive_inbound(
        gateway="simulator", provider_id="1", channel="sms", sender="+4741234567", at=at,
        body=f"Hei, jeg er født {ORDINARY}. Kan dere hjelpe?", raw=f'{{"text": "{ORDINARY}"}}',
    )  # fmt: skip
    assert "Kan dere hjelpe?" in inbound.body and "•••" in inbound.body
    assert not _kept()


def test_a_foreign_phone_number_is_no_identity_number():
    swedish = [f"+46{tail:09}" for tail in range(700_000_000, 700_020_000)]
    assert not any(find_national_ids(number) for number in swedish)


def _kept() -> list[str]:
    return [
        f"{model._meta.label}.{column.name}"
        for model in apps.get_models()
        if issubclass(model, Owned)
        for row in model.objects.all()
        for column in model._meta.concrete_fields
        if not column.primary_key
        and not column.is_relation
        and isinstance(text := getattr(row, column.attname), str)
        and not DRAWN.fullmatch(text)
        and holds_national_id(text)
    ]
