"""An association shows pictures and takes them away; the municipality can take one down."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from samspill.foundation import clock
from samspill.foundation.models import AuditEntry
from samspill.foundation.tenancy import entered
from samspill.organisations.actions import confirm_page
from samspill.organisations.actions.pictures import MOST_PICTURES
from samspill.organisations.models import Picture, PictureFile
from samspill.people.actions import end_what_is_due
from samspill.web.access.page_cache import forget_all

SAID = {"alt": "Seks synger i en sal", "taken_by": "Kari Foto", "agreed": "on"}


def a_file(size=(640, 400), color="green"):
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, "JPEG")
    return SimpleUploadedFile("kor.jpg", out.getvalue(), "image/jpeg")


@pytest.fixture
def address(token, choir):
    return reverse("ours:pictures:list", args=[token, choir.pk])


@pytest.fixture
def public(choir):
    return reverse("public:organisations:organisation", args=[choir.pk])


def shown(phone, public):
    forget_all()
    return phone.get(public).content.decode()


def test_a_picture_stands_on_the_public_page_with_what_one_sees_and_who_took_it(phone, address, public):
    phone.post(address, SAID | {"file": a_file()})
    page = shown(phone, public)
    assert 'alt="Seks synger i en sal"' in page and "Foto: Kari Foto" in page
    assert 'width="640"' in page and 'height="400"' in page
    webp = re.search(r'srcset="(\S+) 480w, (\S+) 640w"', page)
    jpeg = re.search(r'src="(/pictures/\S+)"', page)
    for link, kind in ((webp[1], "webp"), (webp[2], "webp"), (jpeg[1], "jpeg")):
        answer = phone.get(link)
        assert answer.status_code == 200 and answer["Content-Type"] == f"image/{kind}"
        assert "max-age=2592000" in answer["Cache-Control"] and "Cookie" not in answer.get("Vary", "")
        assert phone.get(link, headers={"if-none-match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"alt": " "}, 'href="#id_alt"'),
        ({"agreed": ""}, 'href="#id_agreed"'),
        ({"alt": "Kari, 150765 00565"}, "fødselsnummer"),
        ({"file": SimpleUploadedFile("a.jpg", b"ikke et bilde")}, "Dette er ikke et bilde vi kan lese"),
    ],
)
def test_without_words_a_yes_or_a_picture_nothing_is_shown(phone, address, change, words):
    answer = phone.post(address, SAID | {"file": a_file()} | change)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not Picture.objects.exists()


def test_they_are_moved_described_anew_taken_away_and_brought_back(phone, token, choir, address, public):
    for alt in ("Den første", "Den andre"):
        phone.post(address, SAID | {"alt": alt, "file": a_file()})
    second = Picture.objects.get(alt="Den andre")
    here = [token, choir.pk, second.pk]
    phone.post(reverse("ours:pictures:place", args=here))
    phone.post(reverse("ours:pictures:picture", args=here), {"alt": "Vårkonsert", "taken_by": ""})
    page = shown(phone, public)
    assert page.index("Vårkonsert") < page.index("Den første") and "Den andre" not in page
    link = re.search(r'src="(/pictures/\S+)"', page)[1]
    phone.post(reverse("ours:pictures:removal", args=here))
    assert "Vårkonsert" not in shown(phone, public) and phone.get(link).status_code == 404
    phone.post(reverse("ours:pictures:return", args=here))
    assert "Vårkonsert" in shown(phone, public) and phone.get(link).status_code == 200


def test_another_comes_in_the_place_of_one_with_its_words_and_the_old_can_be_brought_back(
    phone, token, choir, address, public
):
    for alt in ("Den første", "Den andre"):
        phone.post(address, SAID | {"alt": alt, "file": a_file()})
    old = Picture.objects.get(alt="Den første")
    replace = reverse("ours:pictures:replacement", args=[token, choir.pk, old.pk])
    assert 'value="Den første"' in phone.get(replace).content.decode()
    assert phone.post(replace, SAID | {"alt": "Den første"}).status_code == 422
    phone.post(replace, SAID | {"alt": "Den første", "file": a_file(color="red")})
    new = Picture.objects.get(replaces=old)
    page = shown(phone, public)
    assert page.index("Den første") < page.index("Den andre") and str(new.pk) in page
    assert str(old.pk) not in page
    phone.post(reverse("ours:pictures:return", args=[token, choir.pk, old.pk]))
    assert str(old.pk) in shown(phone, public)


def test_one_that_was_taken_away_meanwhile_is_replaced_by_nothing(phone, token, choir, address):
    phone.post(address, SAID | {"file": a_file()})
    keys = [token, choir.pk, Picture.objects.get().pk]
    phone.post(reverse("ours:pictures:removal", args=keys))
    answer = phone.post(reverse("ours:pictures:replacement", args=keys), SAID | {"file": a_file()})
    assert answer.status_code == 422 and Picture.objects.count() == 1


def test_a_full_row_can_be_changed_picture_by_picture(phone, token, choir, address):
    phone.post(address, SAID | {"file": a_file()})
    old = Picture.objects.get()
    Picture.objects.bulk_create(
        Picture(
            organisation=choir, place=number, alt="Et", agreed_at=old.agreed_at, digest="a", width=1, height=1,
            added_at=old.added_at,
        )
        for number in range(2, MOST_PICTURES + 1)
    )  # fmt: skip
    replace = reverse("ours:pictures:replacement", args=[token, choir.pk, old.pk])
    assert phone.post(replace, SAID | {"file": a_file(color="red")}).status_code == 302
    assert Picture.objects.filter(removed_at__isnull=True).count() == MOST_PICTURES


def test_what_the_municipality_takes_down_only_it_can_bring_back(phone, token, choir, address, public, desk):
    phone.post(address, SAID | {"file": a_file()})
    picture = Picture.objects.get()
    way = {
        name: reverse(f"desk:organisations:pictures:{name}", args=[choir.pk, picture.pk])
        for name in ("removal", "return")
    }
    desk.post(way["removal"], {"why": "En i bildet ba om det"})
    assert AuditEntry.objects.get(verb="remove_picture").facts["why"] == "En i bildet ba om det"
    told = phone.post(reverse("ours:pictures:return", args=[token, choir.pk, picture.pk]), follow=True)
    assert "Kommunen har tatt ned dette bildet" in told.content.decode()
    assert "Seks synger" not in shown(phone, public)
    desk.post(way["return"])
    assert "Seks synger" in shown(phone, public)


def test_what_is_taken_away_is_deleted_after_a_month(phone, token, choir, address):
    phone.post(address, SAID | {"file": a_file()})
    phone.post(reverse("ours:pictures:removal", args=[token, choir.pk, Picture.objects.get().pk]))
    end_what_is_due(at=clock.now() + dt.timedelta(days=29))
    assert Picture.objects.exists()
    end_what_is_due(at=clock.now() + dt.timedelta(days=32))
    assert not Picture.objects.exists() and not PictureFile.objects.exists()


def test_nobody_looks_after_a_picture_on_a_page_that_is_not_confirmed_for_three_years(
    phone, address, choir, secretary
):
    phone.post(address, SAID | {"file": a_file()})
    four_years = clock.now() + dt.timedelta(days=4 * 365)
    confirm_page(choir, by=secretary, at=four_years - dt.timedelta(days=2 * 365))
    end_what_is_due(at=four_years)
    assert Picture.objects.exists()
    end_what_is_due(at=four_years + dt.timedelta(days=2 * 365))
    assert not Picture.objects.exists()


def test_the_neighbour_and_a_full_page_are_told_no(phone, address, choir, neighbour, client):
    for _number in range(MOST_PICTURES):
        Picture.objects.create(
            organisation=choir, place=1, alt="Et", agreed_at=clock.now(), digest="a", width=1, height=1,
            added_at=clock.now(), removed_at=None,
        )  # fmt: skip
    for one in Picture.objects.all():
        for kind in ("webp", "jpeg"):
            PictureFile.objects.create(picture=one, kind=kind, width=1, height=1, content=b"x")
    answer = phone.post(address, SAID | {"file": a_file()})
    assert answer.status_code == 422 and "ikke plass til flere bilder" in answer.content.decode()
    link = reverse("public:organisations:picture", args=[Picture.objects.first().pk, "a", 1, "webp"])
    assert phone.get(link).status_code == 200
    with entered(neighbour):
        assert client.get(link, headers={"host": "storfjordby.test"}).status_code == 404
