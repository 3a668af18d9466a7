"""Two colleagues who change the same request: neither overwrites, and field by field one chooses whose stands."""

import pytest
from django.http import QueryDict

from conftest import browser_of, make_staff
from samspill.web.desk.needs.forms import ChangeForm, known_of


@pytest.fixture
def tone(centre, at):
    return browser_of(make_staff("Tone Myhre", centre, "coordinator", at=at), "lillevik.test")


@pytest.fixture
def form_of():
    """What a browser sends back of the form it was shown, with some fields written otherwise."""

    def fill(page, **typed):
        form = page.context["form"]
        assert isinstance(form, ChangeForm)
        told = QueryDict(mutable=True)
        for name in form.fields:
            value = form[name].value()
            for one in value if isinstance(value, list | tuple) else [value]:
                if one not in (None, ""):
                    told.appendlist(name, str(one))
        for name, value in typed.items():
            told[name] = value
        return dict(told.lists())

    return fill


@pytest.fixture
def crossed(desk, tone, need, form_of):
    """Tone changed the title and the number while Ola had the form open and wrote another title and a text."""
    address = f"/desk/needs/{need.pk}/facts/"
    olas = form_of(desk.get(address), title="Olas tittel", public_text="Olas tekst")
    tone.post(address, form_of(tone.get(address), title="Tones tittel", places="3"))
    return address, desk.post(address, olas)


def facts_of(need):
    need.refresh_from_db()
    return need.title, need.public_text, need.places


def test_nothing_is_overwritten_and_both_versions_are_shown(crossed, need):
    _, page = crossed
    text = page.content.decode()
    assert facts_of(need) == ("Tones tittel", "", 3)
    assert all(words in text for words in ("Tones tittel", "Olas tittel", "Olas tekst", "Tone Myhre"))


def test_where_only_one_of_them_changed_a_field_hers_is_proposed(crossed):
    proposed = {one.name: one.is_mine for one in crossed[1].context["theirs"]}
    assert proposed == {"title": True, "public_text": True, "places": False}


def test_field_by_field(crossed, desk, need, form_of):
    address, page = crossed
    picks = {"pick_title": "theirs", "pick_public_text": "mine", "pick_places": "theirs"}
    assert desk.post(address, form_of(page, take="chosen", **picks)).status_code == 302
    assert facts_of(need) == ("Tones tittel", "Olas tekst", 3)


def test_all_of_mine(crossed, desk, need, form_of):
    address, page = crossed
    desk.post(address, form_of(page, take="mine", pick_title="theirs"))
    assert facts_of(need) == ("Olas tittel", "Olas tekst", 1)


def test_all_of_theirs(crossed, desk, need, form_of):
    address, page = crossed
    assert desk.post(address, form_of(page, take="theirs")).status_code == 302
    assert facts_of(need) == ("Tones tittel", "", 3)


def test_changed_once_more_meanwhile_it_asks_once_more(crossed, desk, tone, need, form_of):
    address, page = crossed
    tone.post(address, form_of(tone.get(address), title="Tones nye tittel"))
    again = desk.post(address, form_of(page, take="mine"))
    assert again.status_code == 200 and "Tones nye tittel" in again.content.decode()
    assert facts_of(need)[0] == "Tones nye tittel"


def test_a_form_that_lost_what_it_showed_still_overwrites_nothing(desk, tone, need, form_of):
    address = f"/desk/needs/{need.pk}/facts/"
    olas = form_of(desk.get(address), title="Olas tittel", seen="{")
    tone.post(address, form_of(tone.get(address), title="Tones tittel"))
    assert desk.post(address, olas).status_code == 200
    assert facts_of(need)[0] == "Tones tittel" and known_of(need.shifts.get())["title"] == "Tones tittel"
