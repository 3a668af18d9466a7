"""The live API is followed over a real socket: by pages and cursors, through faults, and on from where it broke off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from samspill.organisations.actions.syncing import sync_registers
from samspill.organisations.models import Organisation, RegisterRun, VoluntaryRow
from samspill.organisations.registers import live
from samspill.organisations.registers.live import LiveRegisters, RegisterUnreachable
from samspill.organisations.tests.register_files import association, number, voluntary
from tests.standins.brreg import BrregStandIn, Down, Dropped, Garbled, Silent, TooFast

pytestmark = pytest.mark.django_db


@pytest.fixture
def register() -> Iterator[BrregStandIn]:
    """Brønnøysund with seven associations in Lillevik, one in Oslo, and five in the voluntary register."""
    rows = [association(place) for place in range(7)]
    rows.append(association(7, forretningsadresse={"kommunenummer": "0301"}))
    entries = [voluntary(place) for place in range(5)]
    with BrregStandIn(entities=rows, voluntary=entries) as standing:
        yield standing


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "PAGE", 3)
    monkeypatch.setattr(live, "VOLUNTARY_PAGE", 2)


@pytest.fixture
def pauses() -> list[float]:
    """How long the client has waited, in seconds. It does not really wait."""
    return []


@pytest.fixture
def sync(register: BrregStandIn, at: Any, pauses: list[float]) -> Any:
    """Bring Lillevik up to date from the stand-in."""

    def run(**options: Any) -> list[RegisterRun]:
        return sync_registers(**({"at": at, "base_url": register.url, "pause": pauses.append} | options))

    return run


def test_the_first_sync_walks_the_town_and_the_voluntary_register(town: Any, sync: Any) -> None:
    walk, changes, voluntary_walk = sync()
    assert (walk.counts["new"], changes.counts["read"], voluntary_walk.counts["new"]) == (7, 0, 5)
    assert Organisation.objects.count() == 7
    assert VoluntaryRow.objects.count() == 5
    assert Organisation.objects.get(number=number(1)).categories == ("1200",)


def test_the_next_sync_asks_only_for_what_has_changed(town: Any, sync: Any, register: BrregStandIn) -> None:
    sync()
    register.asked.clear()
    register.change(association(2, navn="NYTT NAVN"), at="2026-03-10T10:00:00.000Z")
    register.change(association(9), at="2026-03-10T10:00:01.000Z", kind="Ny")
    [changes] = sync()
    assert (changes.counts["changed"], changes.counts["new"]) == (1, 1)
    assert Organisation.objects.get(number=number(2)).name == "Nytt Navn"
    assert not [asked for asked in register.asked if "kommunenummer" in asked]


def test_the_feed_is_read_once(town: Any, sync: Any, register: BrregStandIn) -> None:
    sync()
    register.change(association(2, navn="NYTT NAVN"), at="2026-03-10T10:00:00.000Z")
    sync()
    [changes] = sync()
    assert changes.counts["read"] == 0


def test_deleted_and_removed_associations_close(town: Any, sync: Any, register: BrregStandIn) -> None:
    sync()
    gone = {"organisasjonsnummer": number(1), "navn": "BORTE", "organisasjonsform": {"kode": "FLI"}}
    register.change(gone | {"slettedato": "2026-03-09"}, at="2026-03-10T10:00:00.000Z", kind="Sletting")
    register.remove(number(2), at="2026-03-10T10:00:00.000Z")
    [changes] = sync()
    closed = Organisation.objects.filter(closed_on__isnull=False)
    assert changes.counts["closed"] == 2
    assert {row.number: str(row.closed_on) for row in closed} == {
        number(1): "2026-03-09",
        number(2): "2026-03-10",
    }


def test_a_busy_server_is_given_the_pause_it_asks_for(
    town: Any, sync: Any, register: BrregStandIn, pauses: list[float]
) -> None:
    register.faults += [TooFast(retry_after="7"), TooFast()]
    sync()
    assert pauses[0] == 7
    assert 0 < pauses[1] < 5
    assert Organisation.objects.count() == 7


@pytest.mark.parametrize("fault", [Dropped(), Down(503), Garbled()])
def test_a_fault_that_passes_costs_a_pause_and_nothing_else(
    town: Any, sync: Any, register: BrregStandIn, pauses: list[float], fault: Any
) -> None:
    register.faults += [fault, fault]
    sync()
    assert len(pauses) == 2
    assert Organisation.objects.count() == 7


def test_a_server_that_says_nothing_is_asked_again(register: BrregStandIn, pauses: list[float]) -> None:
    register.faults += [Silent()]
    with LiveRegisters(register.url, pause=pauses.append, timeout=0.2) as client:
        rows, _ = next(client.voluntary_after(""))
    assert len(rows) == 2 and len(pauses) == 1


def test_a_server_that_stays_away_is_given_up_after_some_attempts_and_the_run_says_why(
    town: Any, sync: Any, register: BrregStandIn, pauses: list[float]
) -> None:
    register.faults += [Down(503)] * 50
    with pytest.raises(RegisterUnreachable):
        sync()
    run = RegisterRun.objects.get()
    assert "503" in run.failed_reason and run.finished_at is None
    assert len(pauses) == live.ATTEMPTS - 1


def test_a_broken_walk_goes_on_from_its_page_without_repeating(
    town: Any, sync: Any, register: BrregStandIn
) -> None:
    steady = register.answer
    register.answer = lambda path, asked: steady(path, asked) if asked.get("page") != "1" else (503, {})  # type: ignore[method-assign]
    with pytest.raises(RegisterUnreachable):
        sync()
    assert Organisation.objects.count() == 3
    register.answer = steady  # type: ignore[method-assign]
    register.asked.clear()
    walk, *_ = sync()
    assert (walk.counts["new"], walk.counts["unchanged"], walk.failed_reason) == (7, 0, "")
    assert "page=1" in register.asked[0]


def test_a_broken_voluntary_walk_goes_on_from_its_cursor(
    town: Any, sync: Any, register: BrregStandIn
) -> None:
    steady = register.answer

    def breaks_at_the_second_page(path: str, asked: dict[str, str]) -> Any:
        return (500, {}) if "searchAfter" in asked else steady(path, asked)

    register.answer = breaks_at_the_second_page  # type: ignore[method-assign]
    with pytest.raises(RegisterUnreachable):
        sync()
    register.answer = steady  # type: ignore[method-assign]
    register.asked.clear()
    sync()
    assert VoluntaryRow.objects.count() == 5
    walked = [asked for asked in register.asked if "frivillige" in asked]
    assert all("searchAfter" in asked for asked in walked)


def test_a_town_with_more_than_the_register_shows_is_walked_by_days(
    town: Any, sync: Any, register: BrregStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "DEEPEST", 6)
    register.deepest = 6
    register.entities = {
        number(place): association(place, registreringsdatoEnhetsregisteret=f"{1996 + place}-05-01")
        for place in range(20)
    }
    walk, *_ = sync()
    assert walk.counts["new"] == 20


def test_links_lead_nowhere_but_to_the_server_we_were_told(
    town: Any, sync: Any, register: BrregStandIn
) -> None:
    sync()
    assert len([asked for asked in register.asked if "frivillige" in asked]) == 4


def test_the_voluntary_register_is_walked_once_a_week(
    town: Any, sync: Any, register: BrregStandIn, at: Any
) -> None:
    import datetime as dt

    sync()
    assert len(sync(at=at + dt.timedelta(days=6))) == 1
    assert len(sync(at=at + dt.timedelta(days=8))) == 2


def test_a_town_that_opens_later_is_walked_when_it_does(
    town: Any, sync: Any, register: BrregStandIn, at: Any
) -> None:
    from samspill.foundation.actions import open_municipality
    from samspill.foundation.tenancy import entered

    sync()
    oslo = open_municipality("0301", hosts=["oslo.test"], at=at)
    walk, _ = sync()
    assert (walk.origin, walk.counts["new"]) == ("0301", 1)
    with entered(oslo):
        assert Organisation.objects.count() == 1
