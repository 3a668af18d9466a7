"""An association gives a program a key, sees it once, and stops it; so does the desk."""

from __future__ import annotations

import re

import pytest

from samspill.organisations.actions import register_group
from samspill.organisations.models import ProgramKey
from samspill.organisations.queries.programs import key_behind


@pytest.fixture
def programs(token, choir):
    return f"/our/{token}/{choir.pk}/programs/"


def secret_on(page):
    found = re.search("samspill_[A-Za-z0-9_-]{43}", page.content.decode())
    return found and found[0]


def test_a_key_is_shown_once_and_only_its_hash_is_kept(phone, programs, choir):
    made = phone.post(programs, {"name": "Nettsida vår"})
    secret = secret_on(made)
    assert made.status_code == 200 and key_behind(secret).organisation == choir
    assert "no-store" in made.headers["Cache-Control"]
    again = phone.get(programs)
    assert secret_on(again) is None and "Nettsida vår" in again.content.decode()
    kept = " ".join(str(value) for value in ProgramKey.objects.values().get().values())
    assert secret not in kept


def test_a_key_that_is_stopped_opens_nothing(phone, programs):
    secret = secret_on(phone.post(programs, {"name": "Nettsida vår"}))
    key = ProgramKey.objects.get()
    assert phone.post(f"{programs}{key.pk}/revocation/").status_code == 302
    assert key_behind(secret) is None
    assert "Nettsida vår" not in phone.get(programs).content.decode()


def test_each_key_has_a_name_of_its_own(phone, programs):
    phone.post(programs, {"name": "Nettsida vår"})
    for name in ("Nettsida  vår", "", " "):
        refused = phone.post(programs, {"name": name})
        assert refused.status_code == 422 and secret_on(refused) is None
    assert ProgramKey.objects.count() == 1


def test_there_are_no_more_than_ten(phone, programs):
    answers = [phone.post(programs, {"name": f"Program {number}"}).status_code for number in range(11)]
    assert answers == [200] * 10 + [422]


def test_another_associations_key_is_not_there(phone, programs, token, ola, at):
    phone.post(programs, {"name": "Nettsida vår"})
    key, other = ProgramKey.objects.get(), register_group("Hamna husflidslag", by=ola, at=at)
    assert phone.post(f"/our/{token}/{other.pk}/programs/{key.pk}/revocation/").status_code == 404
    key.refresh_from_db()
    assert key.revoked_at is None
