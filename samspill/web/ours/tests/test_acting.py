"""The association's own door opens to those who may act for it, and to nobody else."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.organisations.actions import give_post, lay_down_post, register_group
from samspill.organisations.models import Post
from samspill.people.actions import find_or_add_person
from samspill.web.access.links import OWN_PAGE, OWN_PAGE_LASTS
from samspill.web.ours.tabs import SECTIONS


@pytest.fixture
def page(phone, choir):
    """Fetch the overview of an association, the choir's if no other, with a link."""

    def fetch(token, organisation=choir):
        return phone.get(reverse("ours:overview", args=[token, organisation.pk]))

    return fetch


def test_who_may_act_sees_the_association_and_finds_it_from_her_own_page(phone, page, token, choir):
    shown = page(token)
    assert shown.status_code == 200 and "Marit Sand" in shown.content.decode()
    own = phone.get(reverse("own:page", args=[token])).content.decode()
    assert reverse("ours:overview", args=[token, choir.pk]) in own


def test_a_post_on_a_list_is_not_enough(phone, page, choir, ola, at):
    per = find_or_add_person("Per Aune", ["41300002"], by=ola, at=at, channel="phone")
    give_post(choir, per, "treasurer", by=ola, at=at, channel="web")
    link = make_link(OWN_PAGE, str(per.pk), at=clock.now(), valid_for=OWN_PAGE_LASTS)
    assert page(link).status_code == 404
    assert "Lillevik Blandakor" not in phone.get(reverse("own:page", args=[link])).content.decode()


def test_one_who_has_laid_down_her_post_is_out_at_once(page, token, ola, at):
    lay_down_post(Post.objects.get(), by=ola, at=at, channel="web")
    assert page(token).status_code == 404


def test_another_association_is_not_hers(page, token, ola, at):
    assert page(token, register_group("Lillevik Musikkforening", by=ola, at=at)).status_code == 404


def test_a_link_nobody_has_opens_nothing(page):
    assert page("not-a-link").status_code == 410


def test_five_sections_lead_to_all_pages_and_tell_where_one_is(phone, token, choir):
    """Every page is one press from its section's first page, and no page is in two sections."""
    inside = [name for _, pages in SECTIONS for name, _ in pages]
    assert len(SECTIONS) == 5 and len(inside) == len(set(inside))
    for words, pages in SECTIONS:
        for name, called in pages:
            shown = phone.get(reverse(f"ours:{name}", args=[token, choir.pk])).content.decode()
            above = shown.split('<nav class="tabbed"')[1].split("<h2")[0]
            in_it = "true" if len(pages) > 1 else "page"
            assert f'aria-current="{in_it}">{words}</a>' in above
            assert len(pages) == 1 or f'aria-current="page">{called}</a>' in above
            assert all(reverse(f"ours:{other}", args=[token, choir.pk]) in above for other, _ in pages)
