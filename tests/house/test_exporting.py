"""A person may see everything that is stored about her, and who looked."""

import json
import re

import pytest
from django.utils.translation import override

from samspill.people.actions import find_or_add_person, note_look
from samspill.people.models import Person
from samspill.people.queries import export_person
from samspill.people.queries.holdings import tables_about_persons
from samspill.volunteering.models import Recipient, Volunteer
from samspill.web.access import stored_words as words
from samspill.web.access.stored import stored_about, stored_pdf
from tests.house.cast import enter_everything


def test_the_export_holds_her_rows_in_all_rooms_and_those_who_looked(asker, centre, at):
    kari = find_or_add_person("Kari Berg", ["41234567"], by=asker.staff, at=at, channel="phone")
    Volunteer.objects.create(person=kari, joined_at=at, note="Liker hunder")
    recipient = Recipient.objects.create(person=kari, unit=centre, note="Bor alene", since_at=at)
    note_look(asker, recipient, at=at)
    export = export_person(kari)
    text = json.dumps(export, ensure_ascii=False)
    assert all(word in text for word in ("Kari Berg", "+4741234567", "Liker hunder", "Bor alene"))
    looks = [line for line in export["trail"] if line["what"] == "looked"]
    assert [(line["who"], line["unit"]) for line in looks] == [("Ola Strand", "Frivilligsentralen")]


def test_the_export_holds_nobody_else(asker, at):
    kari = find_or_add_person("Kari Berg", ["41234567"], by=asker.staff, at=at, channel="phone")
    find_or_add_person("Per Berg", ["41234567"], by=asker.staff, at=at, channel="phone")
    assert "Per Berg" not in json.dumps(export_person(kari))


def test_every_table_and_column_that_is_told_has_a_word():
    lacking = [
        f"{model._meta.label_lower}.{field.name}"
        for model in tables_about_persons()
        for field in model._meta.concrete_fields
        if not words.is_technical(model._meta.label_lower, field.name)
        and words.field_word(model._meta.label_lower, field.name) == field.name
    ]
    lacking += [
        m._meta.label_lower for m in tables_about_persons() if m._meta.label_lower not in words.TABLES
    ]
    assert not lacking, f"web/access/stored_words.py has no word for: {lacking}"


def test_words_are_for_tables_and_columns_that_exist():
    labels = {model._meta.label_lower for model in tables_about_persons()}
    columns = {field.name for model in tables_about_persons() for field in model._meta.concrete_fields}
    assert set(words.TABLES) <= labels
    assert {name for name in words.FIELDS if "." not in name} - columns <= {"post", "phone", "email"}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_what_is_stored_can_be_read_by_people(asker, centre, at, language):
    enter_everything(centre, asker.staff, 1)
    kari = Person.objects.get(name="Kari Person 1")
    with override(language):
        stored = stored_about(kari)
        made = stored_pdf(stored)
    told = [fact for section in stored.sections for row in section.rows for fact in row]
    assert made.startswith(b"%PDF-")
    assert not [
        value for _, value in told if re.search(r"\d{4}-\d\d-\d\d|[0-9a-f]{8}-[0-9a-f]{4}|None", value)
    ]
    assert "412 34 561" in [value for _, value in told]
    words_of_it = {"nb": "Gå tur", "nn": "Gå tur", "en": "Go for a walk"}[language]
    assert words_of_it in [value for _, value in told]


def test_who_looked_is_told_with_the_errand(asker, centre, at):
    kari = find_or_add_person("Kari Berg", ["41234567"], by=asker.staff, at=at, channel="phone")
    recipient = Recipient.objects.create(person=kari, unit=centre, since_at=at)
    note_look(asker, recipient, at=at, why="request")
    with override("nb"):
        (look,) = stored_about(kari).looks
    assert look.who == "Ola Strand, Frivilligsentralen"
    assert look.when == "tirsdag 10. mars 2026 kl. 10.00" and "forespørsel" in look.why
