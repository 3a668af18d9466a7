"""A person may see everything that is stored about her, and who looked."""

import json

from samspill.people.actions import find_or_add_person, note_look
from samspill.people.queries import export_person
from samspill.volunteering.models import Recipient, Volunteer


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
