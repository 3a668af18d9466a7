"""Statements that go to the database together: in their order, and an error is the same error."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from samspill.foundation.actions import note
from samspill.foundation.models import AuditEntry, OneTimeLink
from samspill.foundation.one_trip import in_one_trip
from samspill.foundation.tenancy import entered_number


def add_link(at: dt.datetime, token: str) -> None:
    OneTimeLink.objects.create(token_hash=token, purpose="tests", made_at=at, expires_at=at)


def test_what_is_written_in_one_trip_is_there_after_it_and_seen_inside_it_in_its_order(town, at):
    with transaction.atomic(), in_one_trip():
        add_link(at, "a")
        assert OneTimeLink.objects.get(purpose="tests").token_hash == "a"
        note("tests", town, by="system", channel="web", at=at)
        OneTimeLink.objects.filter(purpose="tests").update(token_hash="b")
    assert OneTimeLink.objects.get(purpose="tests").token_hash == "b"
    assert AuditEntry.objects.filter(verb="tests").count() == 1


def test_answers_asked_for_together_are_all_there_at_the_end(town, at):
    with connection.cursor() as first, connection.cursor() as second:
        with in_one_trip():
            first.execute("SELECT name_nb FROM foundation_municipality WHERE number = %s", [entered_number()])
            second.execute("SELECT number FROM foundation_municipality WHERE number = %s", [entered_number()])
        assert (first.fetchone(), second.fetchone()) == ((town.name_nb,), (town.number,))


def test_what_the_database_refuses_is_raised_and_nothing_of_it_stands(town, at):
    add_link(at, "taken")
    with pytest.raises(IntegrityError), transaction.atomic(), in_one_trip():
        add_link(at, "free")
        add_link(at, "taken")
        note("tests", town, by="system", channel="web", at=at)
    assert list(OneTimeLink.objects.filter(purpose="tests").values_list("token_hash", flat=True)) == ["taken"]
    assert not AuditEntry.objects.filter(verb="tests").exists()


def test_an_error_of_our_own_passes_through(town, at):
    with pytest.raises(LookupError), transaction.atomic(), in_one_trip():
        add_link(at, "free")
        raise LookupError
    assert not OneTimeLink.objects.filter(purpose="tests").exists()
