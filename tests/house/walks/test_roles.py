"""Who may do what: every address of the desk is walked as each role, and held against one table.

`OPEN_TO` says which deed of `people.rules.roles` an address asks for, to look and to act. An address that is in no line
asks for what the line of its folder asks; one in no folder fails the test, so that it is decided on.
"""

from __future__ import annotations

import re

import pytest
from django.db import transaction

from conftest import browser_of, make_staff
from samspill.foundation import clock
from samspill.people.models import Role, Unit, UnitRole
from samspill.people.rules.roles import MAY, Deed
from tests.house.addresses import all_addresses
from tests.house.cast import row_for
from tests.look.addresses import FILLED_IN

#: What a page shows and refuses is the same on either database.
pytestmark = pytest.mark.one_database

ANYBODY = None
LOOK, CARE, CHANGE, LEAD, CALL_OUT = Deed.LOOK, Deed.CARE, Deed.CHANGE, Deed.LEAD, Deed.CALL_OUT

#: The beginning of an address's name → what one must be able to do to look, and to act. The longest line counts.
OPEN_TO: dict[str, tuple[Deed | None, Deed | None]] = {
    "desk:today": (ANYBODY, CHANGE),
    "desk:unit": (ANYBODY, ANYBODY),
    # What volunteers are wanted for: readers look, those who care act, grants officers see none of it.
    "desk:needs:": (CARE, CARE),
    "desk:needs:list": (ANYBODY, CHANGE),
    "desk:needs:board": (ANYBODY, CHANGE),
    "desk:needs:day": (ANYBODY, CHANGE),
    "desk:needs:day_on": (ANYBODY, CHANGE),
    "desk:needs:calls": (ANYBODY, CHANGE),
    "desk:needs:calls_on_paper": (ANYBODY, CHANGE),
    "desk:needs:calls_of": (CARE, CARE),
    "desk:needs:calls_of_on_paper": (CARE, CARE),
    "desk:needs:failing": (ANYBODY, CHANGE),
    "desk:needs:new": (ANYBODY, CHANGE),
    "desk:needs:known": (ANYBODY, CHANGE),
    "desk:needs:when": (ANYBODY, CHANGE),
    "desk:needs:need": (LOOK, CARE),
    "desk:needs:standing": (LOOK, CARE),
    "desk:needs:here_too": (LOOK, CARE),
    "desk:needs:shift:need": (LOOK, CARE),
    "desk:needs:shift:standing": (LOOK, CARE),
    "desk:needs:shift:here_too": (LOOK, CARE),
    "desk:needs:rota": (LOOK, CARE),
    **dict.fromkeys(
        (f"desk:needs:{one}" for one in ("rotas", "new_rota", "dates", "swaps", "callers")),
        (ANYBODY, CHANGE),
    ),
    **dict.fromkeys(
        (f"desk:needs:rota_{one}" for one in ("facts", "stop", "copy", "publication")), (CARE, CARE)
    ),
    "desk:pools:": (ANYBODY, CHANGE),
    # What stands on the square is everybody's to look after.
    "desk:reports:": (ANYBODY, CHANGE),
    "desk:reviews:": (ANYBODY, CHANGE),
    "desk:reviews:rule": (LEAD, LEAD),
    "desk:search_words:": (ANYBODY, CHANGE),
    # Messages and those who want to help are for those who care for people.
    "desk:plans:": (CARE, CARE),
    "desk:plans:list": (ANYBODY, CHANGE),
    "desk:inbox:": (CARE, CARE),
    "desk:inbox:list": (ANYBODY, CHANGE),
    "desk:interests:": (CARE, CARE),
    **dict.fromkeys(
        (f"desk:interests:{one}" for one in ("list", "new", "slips", "slip", "links")), (ANYBODY, CHANGE)
    ),
    # Volunteers, contacts and associations are known to all staff; who only gets help stands behind the curtain.
    "desk:people:": (ANYBODY, CHANGE),
    "desk:people:erasure": (LEAD, LEAD),
    "desk:people:claim": (CARE, CARE),
    "desk:people:claim_settlement": (CARE, CARE),
    "desk:people:claim_forgetting": (LEAD, LEAD),
    "desk:people:restriction_lifting": (LEAD, LEAD),
    # Who gets help, and whom they are with: the units that care, and nobody else.
    "desk:recipients:": (CARE, CARE),
    "desk:recipients:list": (ANYBODY, CHANGE),
    "desk:recipients:new": (ANYBODY, CHANGE),
    "desk:pairings:": (CARE, CARE),
    **dict.fromkeys(
        (f"desk:pairings:{one}" for one in ("list", "calls", "calls_on_paper")), (ANYBODY, CHANGE)
    ),
    "desk:organisations:": (ANYBODY, CHANGE),
    "desk:mapping:": (ANYBODY, CHANGE),
    "desk:rooms:": (ANYBODY, CHANGE),
    # Pupils are children: the units that care.
    "desk:fairs:": (CARE, CARE),
    "desk:fairs:list": (ANYBODY, CHANGE),
    "desk:calendars:": (ANYBODY, CHANGE),
    "desk:task_sources:": (ANYBODY, CHANGE),
    "desk:activities:": (ANYBODY, CHANGE),
    "desk:stories:": (ANYBODY, CHANGE),
    "desk:sheets:": (CHANGE, CHANGE),
    "desk:sheets:list": (ANYBODY, CHANGE),
    # Selections, templates and messages to many are the unit's; letters are for those who care for people.
    "desk:mailings:": (CARE, CARE),
    **dict.fromkeys(
        (
            f"desk:mailings:{one}"
            for one in (
                "list new selections selection selection_new selection_changing selection_removal selection_labels "
                "templates template template_new template_removal"
            ).split()
        ),
        (ANYBODY, CHANGE),
    ),
    "desk:letters:": (CARE, CARE),
    **dict.fromkeys(
        (f"desk:letters:{one}" for one in ("list", "all", "labels", "posting_of_all")), (ANYBODY, CHANGE)
    ),
    # The papers and courses of volunteers, and who came.
    "desk:onboarding:": (LEAD, LEAD),
    **dict.fromkeys(
        (f"desk:onboarding:{one}" for one in ("matrix", "paper", "sending", "texts", "text")),
        (ANYBODY, CHANGE),
    ),
    "desk:courses:": (ANYBODY, CHANGE),
    "desk:attendance:": (CARE, CARE),
    "desk:attendance:overview": (ANYBODY, CHANGE),
    "desk:attendance:thanks": (ANYBODY, CHANGE),
    "desk:attendance:habit": (ANYBODY, CHANGE),
    # What one finds, keys, figures, and how long things are kept.
    "desk:keys": (ANYBODY, CHANGE),
    "desk:search": (ANYBODY, CHANGE),
    "desk:figures:": (ANYBODY, CHANGE),
    "desk:keeping:": (LEAD, LEAD),
    # Colleagues.
    "desk:staff:list": (ANYBODY, LEAD),
    "desk:staff:mine": (ANYBODY, CHANGE),
    "desk:staff:hand_over": (LEAD, LEAD),
    "desk:staff:stand_in_ending": (ANYBODY, CHANGE),
    "desk:staff:": (LEAD, LEAD),
    # Across units.
    "desk:crisis:": (CALL_OUT, CALL_OUT),
}
DESK = [address for address in all_addresses() if address.path.startswith("/desk/")]
TURNED_AWAY = (403, 404)
HELD_BACK = 405


def rule_for(name: str) -> tuple[Deed | None, Deed | None]:
    lines = [line for line in OPEN_TO if name == line or (line.endswith(":") and name.startswith(line))]
    assert lines, f"{name} is in no line of OPEN_TO: decide who may see it and who may act"
    return OPEN_TO[max(lines, key=len)]


def filled(address) -> str:
    values = {name: row_for(name.removesuffix("_id")).pk for kind, name in address.wanted if kind == "uuid"}
    others = {name: FILLED_IN[name] for kind, name in address.wanted if kind != "uuid"}
    if "width" in others:  # A picture's file, whose kind is that of the cast's.
        others["kind"] = "webp"
    return address.filled(**values, **others)


def answered(browser, method: str, path: str) -> int:
    """What one is answered; nothing that was done stays done."""
    with transaction.atomic():
        status = getattr(browser, method)(path).status_code
        transaction.set_rollback(True)
    return status


@pytest.mark.parametrize("role", Role.values)
def test_each_role_may_what_the_table_says_and_no_more(role, centre, at):
    browser = browser_of(make_staff("Rolle Rollesen", centre, role, at=at), "lillevik.test")
    wrong = []
    for address in DESK:
        path = filled(address)
        for method, deed in zip(("get", "post"), rule_for(address.name), strict=True):
            status = answered(browser, method, path)
            if status == HELD_BACK:
                continue
            may = deed is None or deed in MAY[role]
            if may == (status in TURNED_AWAY) and not _lacks_its_row(method, status, path):
                wrong.append(
                    f"{role} {method} {address.name}: {status}, and the table says {'yes' if may else 'no'}"
                )
    assert not wrong, "\n" + "\n".join(wrong)


def _lacks_its_row(method: str, status: int, path: str) -> bool:
    """Only one who has left can be erased, one who is restricted set free, a talk to come called off, and a number that
    does not work used again.
    """
    of_another = (
        r"/colleagues/[^/]+/erasure/$|/restriction/lifting/$|/failing/[^/]+/removal/$|/talks/[^/]+/removal/$"
    )
    return method == "post" and status == 404 and re.search(of_another, path) is not None


def test_a_reader_changes_nothing_anywhere(centre, at):
    from django.apps import apps

    from samspill.foundation.models import AuditEntry

    browser = browser_of(make_staff("Rolle Rollesen", centre, "reader", at=at), "lillevik.test")
    before = AuditEntry.objects.exclude(verb="looked").count()
    counts = {
        model: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.app_label == "volunteering"
    }
    for address in DESK:
        browser.post(filled(address))
    assert AuditEntry.objects.exclude(verb="looked").count() == before
    assert counts == {model: model._base_manager.count() for model in counts}


def test_one_person_may_have_several_roles_in_several_units(centre, at):
    other = Unit.objects.create(name="Arkivet")
    staff = make_staff("Rolle Rollesen", centre, "reader", at=at)
    browser = browser_of(staff, "lillevik.test")
    assert browser.get("/desk/crisis/").status_code == 403
    UnitRole.objects.create(staff=staff, unit=other, role="crisis", from_on=at.date())
    assert browser.get("/desk/crisis/").status_code == 200
    need = row_for("need")
    assert browser.get(f"/desk/needs/{need.pk}/facts/").status_code == 404, (
        "she only looks at the centre's requests"
    )


def test_a_substitute_may_until_her_last_day(centre, at):
    staff = make_staff("Rolle Rollesen", centre, "substitute", at=at)
    UnitRole.objects.filter(staff=staff).update(until_on=clock.today())
    browser = browser_of(staff, "lillevik.test")
    need = row_for("need")
    assert browser.get(f"/desk/needs/{need.pk}/facts/").status_code == 200
    UnitRole.objects.filter(staff=staff).update(until_on=clock.today().replace(year=clock.today().year - 1))
    assert browser.get(f"/desk/needs/{need.pk}/facts/").status_code == 403


def test_every_role_stands_in_the_table():
    assert set(MAY) == set(Role.values)
