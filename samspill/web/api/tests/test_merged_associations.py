"""An association that turned out to be another: those who follow along are told where it has gone."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspill.foundation.changes import number_changes
from samspill.organisations.actions import merge_organisations, part_organisations
from samspill.organisations.models import Organisation


@pytest.fixture
def add(town, at):
    return lambda name: Organisation.objects.create(name=name, came_from="desk", created_at=at)


@pytest.fixture
def corps(add):
    return add("Lillevik korps")


@pytest.fixture
def merge(ola, at):
    return lambda keep, gone: merge_organisations(keep, gone, reason="Samme korps", by=ola, at=at)


@pytest.fixture
def hear(read, at):
    """What is new since last time one asked, by id."""
    address = "changes"

    def listen():
        nonlocal address
        while number_changes(at=at):
            pass
        page = read(address)
        address = page["next"]
        return {change["id"]: change for change in page["data"]}

    return listen


def _place_of(organisation):
    return {"id": str(organisation.pk), "url": f"http://lillevik.test/organisations/{organisation.pk}/"}


def test_the_one_that_is_gone_tells_where_and_the_kept_one_what_it_was(
    hear, read, machine, merge, band, corps
):
    before = hear()
    assert {before[str(one.pk)]["gone_to"] for one in (band, corps)} == {None}
    merge(band, corps)
    news = hear()
    gone, kept = news[str(corps.pk)], news[str(band.pk)]
    assert (gone["state"], gone["gone_to"]) == ("deleted", _place_of(band))
    assert (kept["state"], kept["gone_to"]) == ("updated", None)
    assert read(f"organisations/{band.pk}")["formerly"] == [str(corps.pk)]
    assert [one["formerly"] for one in read("organisations")["data"]] == [[str(corps.pk)]]
    answer = machine.get(f"/api/v1/organisations/{corps.pk}")
    assert (answer.status_code, answer["Location"]) == (301, f"/api/v1/organisations/{band.pk}")


def test_at_an_undo_both_are_told_again(hear, read, merge, band, corps, ola, at):
    merger = merge(band, corps)
    hear()
    part_organisations(merger, by=ola, at=at)
    news = hear()
    assert {(news[str(one.pk)]["state"], news[str(one.pk)]["gone_to"]) for one in (band, corps)} == {
        ("updated", None)
    }
    assert read(f"organisations/{band.pk}")["formerly"] == []


def test_a_chain_leads_to_the_one_that_stands(hear, read, merge, add, band, corps):
    last = add("Samspillet")
    merge(corps, band)
    merge(last, corps)
    news = hear()
    assert news[str(band.pk)]["gone_to"] == news[str(corps.pk)]["gone_to"] == _place_of(last)
    assert set(read(f"organisations/{last.pk}")["formerly"]) == {str(band.pk), str(corps.pk)}


def test_nobody_is_sent_to_an_association_that_is_hidden(hear, merge, band, corps, at):
    merge(band, corps)
    Organisation.objects.filter(pk=band.pk).update(hidden_at=at)
    assert hear()[str(corps.pk)] | {"changed_at": ""} == {
        "kind": "organisation", "id": str(corps.pk), "state": "deleted", "changed_at": "", "gone_to": None,
    }  # fmt: skip


def test_what_is_deleted_for_another_reason_has_gone_nowhere(hear, corps, at):
    Organisation.objects.filter(pk=corps.pk).update(closed_on=at.date())
    assert (hear()[str(corps.pk)]["state"], hear()) == ("deleted", {})


def test_its_page_says_that_the_old_addresses_are_the_same(machine, merge, band, corps):
    merge(band, corps)
    page = machine.get(f"/organisations/{band.pk}/").content.decode()
    assert f'"sameAs":["http://lillevik.test/organisations/{corps.pk}/"]' in page


def test_three_that_are_gone_take_no_more_questions_than_one(machine, hear, merge, add, band, corps):
    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            assert machine.get(f"/api/v1/{address}").status_code == 200
        return len(queries)

    merge(band, corps)
    hear()
    addresses = ("changes", "organisations")
    with_one = [asked(address) for address in addresses]
    for name in ("Turlaget", "Sanglaget"):
        merge(add(name), add(f"{name} igjen"))
    hear()
    assert [asked(address) for address in addresses] == with_one
