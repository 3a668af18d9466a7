"""How many queries the pages of the desk make, with one row of everything and with many: the page that makes most."""

from __future__ import annotations

import logging

from tools.bench import towns
from tools.bench.figure import Figure, hand_over
from tools.bench.ground import fresh_settings, gather_static_files, open_database

FEW, MANY = 1, 60


def main() -> None:
    """Walk the desk twice, hand over."""
    fresh_settings("desk")
    open_database()
    gather_static_files()
    logging.disable(logging.WARNING)  # Addresses that take only what is sent to them say so.
    from tests.house.walking import MOST_QUERIES

    with towns.entered(towns.open_town()):
        few, many = _counted(FEW), _counted(MANY - FEW, FEW)
    name, most = max(many.items(), key=lambda pair: pair[1])
    title = f"desk: {len(many)} pages with {MANY} rows of everything, most on {name.removeprefix('desk:')}"
    holds = most <= MOST_QUERIES and len(many) > 25
    hand_over([Figure(title, most, "queries", f"at most {MOST_QUERIES}", holds, few[name], "with one row")])


def _counted(rows: int, beside: int = 0) -> dict[str, int]:
    """The queries of each page with so many rows more."""
    from conftest import browser_of, make_staff
    from samspill.foundation import clock
    from samspill.people.models import StaffMember, Unit
    from tests.house.walking import desk_pages, enter_many, path_of, queries_of

    unit, _ = Unit.objects.get_or_create(name="Frivilligsentralen", receives_the_public=True)
    leader = StaffMember.objects.first() or make_staff("Lise Lund", unit, "leader", at=clock.now())
    enter_many(unit, leader, rows, after=beside)
    browser = browser_of(leader, towns.HOST)
    counted = {address.name: queries_of(browser, path_of(address)) for address in desk_pages()}
    return {name: number for name, number in counted.items() if number is not None}


if __name__ == "__main__":
    main()
