"""Two colleagues with the same request open are told of each other, and by the page itself."""

import pytest

from conftest import browser_of, make_staff
from samspill.foundation import clock


@pytest.fixture
def tone(centre, at):
    return browser_of(make_staff("Tone Myhre", centre, "coordinator", at=at), "lillevik.test")


def test_the_second_to_open_a_request_sees_the_first_and_the_first_is_told_by_her_page(desk, tone, need):
    address = f"/desk/needs/{need.pk}/"
    alone = desk.get(address)
    assert "også her" not in alone.content.decode()
    version = alone.context["version"]
    assert desk.get(f"{address}standing/?version={version}").status_code == 204
    assert "Ola Strand er også her" in tone.get(address).content.decode()
    told = desk.get(f"{address}standing/?version={version}")
    assert "Tone Myhre er også her" in told.content.decode()


def test_the_form_tells_of_who_is_on_the_page(desk, tone, need):
    desk.get(f"/desk/needs/{need.pk}/")
    form = tone.get(f"/desk/needs/{need.pk}/facts/").content.decode()
    assert "Ola Strand" in form
    assert "Ola Strand" in tone.get(f"/desk/needs/{need.pk}/here-too/").content.decode()


def test_one_who_went_home_is_not_on_the_page(desk, tone, need, at, monkeypatch):
    desk.get(f"/desk/needs/{need.pk}/")
    monkeypatch.setattr(clock, "now", lambda: at.replace(minute=at.minute + 2))
    assert "Ola Strand" not in tone.get(f"/desk/needs/{need.pk}/here-too/").content.decode()
