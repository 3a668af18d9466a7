"""The base pages, the choice of language and theme, and the list of components."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
AT_LILLEVIK = {"host": "lillevik.test"}


def test_the_component_page_is_shown_with_skip_link_and_contact(town, client: Client):
    page = client.get("/design/", headers=AT_LILLEVIK).content.decode()

    assert 'href="#main"' in page
    assert 'href="tel:+4773000000"' in page


def test_a_chosen_language_is_remembered_and_leads_back(town, client: Client):
    answer = client.get("/design/preferences/?language=en&next=/design/", headers=AT_LILLEVIK)

    assert (answer.status_code, answer["Location"]) == (302, "/design/")
    assert '<html lang="en"' in client.get("/design/", headers=AT_LILLEVIK).content.decode()


def test_a_chosen_theme_is_remembered(town, client: Client):
    client.get("/design/preferences/?theme=dark", headers=AT_LILLEVIK)

    assert 'data-color-scheme="dark"' in client.get("/design/", headers=AT_LILLEVIK).content.decode()


@pytest.mark.parametrize("elsewhere", ["https://evil.test/", "//evil.test/", "javascript:alert(1)"])
def test_a_choice_never_leads_out_of_the_house(town, client: Client, elsewhere):
    answer = client.get("/design/preferences/", {"theme": "dark", "next": elsewhere}, headers=AT_LILLEVIK)

    assert answer["Location"] == "/"


def test_an_unknown_choice_is_not_kept(town, client: Client):
    answer = client.get("/design/preferences/?theme=pink&language=tlh", headers=AT_LILLEVIK)

    assert not answer.cookies
