"""Foreningenes dag from the class list to the association that sees who comes, through the pages."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from contextlib import suppress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from samspill.activities.actions.fairs import (
    FairFacts,
    OfferFacts,
    add_offer,
    ask_for_drawing,
    ask_hosts_how_many_joined,
    bring_in_classes,
    close_offer,
    draw_fairs_that_wait,
    make_fair,
    note_joined,
    publish_fair,
    reopen_offer,
    save_wishes,
)
from samspill.activities.actions.fairs import drawing as drawing_of_places
from samspill.activities.actions.fairs.keeping import _over
from samspill.activities.models import Fair, FairPlace, Pupil
from samspill.activities.queries.fairs import has_fair_ahead
from samspill.activities.rules.fairs.class_lists import read_class_list
from samspill.activities.wording.fairs import reason_words
from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.foundation.limits import TooOften, spend
from samspill.foundation.workbooks import workbook_of
from samspill.messaging.models import OutboundMessage
from samspill.organisations.actions import give_post, let_act, register_group
from samspill.people.actions import erase_row, find_or_add_person
from samspill.web.access.links import OWN_PAGE, OWN_PAGE_LASTS
from samspill.web.public.fairs.views import FROM_ONE_ADDRESS

DAY = dt.timedelta(days=1)
LIST = "Klasse;Fornavn;Etternavn\n8A;Ada;Solberg\n8A;Omar;Ali\n8B;Thea;Vik\n"


@pytest.fixture
def choir(town, ola, at):
    return register_group("Lillevik Blandakor", by=ola, at=at)


@pytest.fixture
def fair(centre, ola, choir):
    """Tomorrow, two rounds; wishes are open. Three things to try, of which the choir has one place a round."""
    now = clock.now()
    facts = FairFacts(
        "Foreningenes dag", clock.today() + 3 * DAY, [(dt.time(9), dt.time(10)), (dt.time(10), dt.time(11))],
        wishes_open_at=now - DAY, wishes_close_at=now + DAY, wishes_each=2, fewest_wishes=2,
    )  # fmt: skip
    made = make_fair(centre, facts, by=ola, at=now)
    for title, host, room in (("Kor", choir, 1), ("Sjakk", None, 2), ("Ski", None, 3)):
        told = OfferFacts(title, host.name if host else title, {1: room, 2: room}, organisation=host)
        add_offer(made, told, by=ola, at=now)
    return made


@pytest.fixture
def phone(town):
    return Client(headers={"host": "lillevik.test"})


def bring_in(desk, fair, text=LIST):
    address = reverse("desk:fairs:new_classes", args=[fair.pk])
    looked = desk.post(address, {"pasted": text})
    understood = re.findall(r"(?s)<textarea[^>]*>\s*(.*?)</textarea>", looked.content.decode())[0]
    assert looked.status_code == 200 and not Pupil.objects.exists()
    return desk.post(address, {"pasted": understood, "seen": "1", "save": "1"})


def wish(phone, pupil, *titles):
    """A pupil types the code and ranks; what the page answers."""
    assert phone.post("/fair/", {"code": f"{pupil.code[:3]} {pupil.code[3:].lower()}"}).status_code == 302
    offers = dict(pupil.fair.offers.values_list("title", "pk"))
    return phone.post(
        "/fair/wishes/", {f"wish_{rank}": str(offers[title]) for rank, title in enumerate(titles, 1)}
    )


def digits(phone, fair):
    """What stands on the page about the lottery, with nothing between the digits."""
    page = phone.get(reverse("public:fairs:lottery", args=[fair.pk])).content.decode()
    return re.sub(r"</?(code|wbr)>", "", page)


def close(fair):
    Fair.objects.filter(pk=fair.pk).update(wishes_close_at=clock.now() - dt.timedelta(minutes=1))


def test_a_class_list_is_looked_at_before_it_comes_in_and_surnames_stay_outside(desk, fair):
    assert bring_in(desk, fair).status_code == 302
    assert sorted(Pupil.objects.values_list("school_class__name", "name")) == [
        ("8A", "Ada S."), ("8A", "Omar A."), ("8B", "Thea V.")
    ]  # fmt: skip
    assert len(set(Pupil.objects.values_list("code", flat=True))) == 3
    slips = desk.get(reverse("desk:fairs:slips", args=[fair.pk, fair.classes.first().pk]))
    assert slips.content.startswith(b"%PDF")


def test_a_bad_row_is_told_at_its_line_and_a_national_id_stops_the_whole_list(desk, fair):
    address = reverse("desk:fairs:new_classes", args=[fair.pk])
    twice = desk.post(address, {"pasted": "8A;Ada S.\n8A;Ada S.\n", "seen": "1", "save": "1"})
    assert twice.status_code == 422 and "Linje 2" in twice.content.decode()
    held = desk.post(address, {"pasted": "8A;Ada;13097248022\n"})
    assert held.status_code == 422
    assert not Pupil.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "Klasse 8A\n1. Ada Solberg\n2. Omar Ali",
        "Gruppe: 8A\nAda Solberg\nOmar Ali",
        "8A Ada Solberg\n8A Omar Ali",
        "Ada Solberg, 8A\nOmar Ali, 8A",
        "Ada Solberg 8A\nOmar Ali (8A)",
    ],
)
def test_lists_written_for_people_are_understood_too(text):
    rows = [line.split(", ") for line in text.splitlines()]
    assert [(one.school_class, one.name) for one in read_class_list(rows)] == [
        ("8A", "Ada S."),
        ("8A", "Omar A."),
    ]


@pytest.mark.parametrize(
    ("text", "school_class"),
    [
        ("Trinn;Klasse;Navn\n8;A;Ada Solberg", "8A"),
        ("Trinn;Klasse;Navn\n8;8A;Ada Solberg", "8A"),
        ("Navn;Klasse;Trinn\nAda Solberg;A;8. trinn", "8A"),
        ("Årssteg;Klassebokstav;Namn\n8. årssteg;a;Ada Solberg", "8a"),
        ("Grade;Class;First name;Last name\nGrade 8;A;Ada;Solberg", "8A"),
        ("Trinn;Gruppe;Elev\nVG1;A;Ada Solberg", "VG1 A"),
        ("Trinn;Klasse;Navn\n8.0;B2;Ada Solberg", "8B2"),
        ("Trinn;Klasse;Navn\n8;1;Ada Solberg", "8-1"),
        ("Trinn;Klasse;Navn\n8;8;Ada Solberg", "8"),
        ("Trinn;Klasse;Navn\n8;;Ada Solberg", "8"),
        ("Trinn;Navn\n8A;Ada Solberg", "8A"),
        ("Year;Class;Name\n2012;8A;Ada Solberg", "8A"),
        ("8;A;Ada Solberg\n8;B;Omar Ali", "8A"),
        ("8. trinn;A;Ada;Solberg\n9. trinn;A;Omar;Ali", "8A"),
    ],
)
def test_a_grade_and_a_letter_in_two_columns_are_one_class(text, school_class):
    first = read_class_list([line.split(";") for line in text.splitlines()])[0]
    assert (first.school_class, first.name, first.problem) == (school_class, "Ada S.", "")
    again = read_class_list([[first.school_class, first.name]], shorten=False)[0]
    assert (again.school_class, again.name) == (school_class, "Ada S.")


def test_the_same_letter_in_two_grades_is_two_classes(desk, fair):
    pasted = {"pasted": "Trinn;Klasse;Navn\n8;A;Ada Solberg\n9;A;Omar Ali\n"}
    address = reverse("desk:fairs:new_classes", args=[fair.pk])
    looked = desk.post(address, pasted).content.decode()
    assert "8A;Ada S." in looked and "9A;Omar A." in looked
    desk.post(address, {"pasted": "8A;Ada S.\n9A;Omar A.\n", "seen": "1", "save": "1"})
    assert sorted(fair.classes.values_list("name", "grade")) == [("8A", 8), ("9A", 9)]


def test_one_who_comes_late_is_called_as_those_in_the_list(desk, fair):
    bring_in(desk, fair)
    page = reverse("desk:fairs:class", args=[fair.pk, fair.classes.get(name="8A").pk])
    for name in ("Kari Nordmann", "Ada  Sunde"):
        assert desk.post(page, {"name": name}).status_code == 302
    names = Pupil.objects.filter(school_class__name="8A").order_by("added_at").values_list("name", flat=True)
    assert list(names)[-2:] == ["Kari N.", "Ada Su."]


def test_one_who_does_not_take_part_goes_with_the_wishes_after_a_second_look(desk, phone, fair):
    bring_in(desk, fair)
    ada = Pupil.objects.get(name="Ada S.")
    wish(phone, ada, "Kor", "Ski")
    page = desk.get(reverse("desk:fairs:pupil", args=[fair.pk, ada.pk])).content.decode()
    asks_first, _, rest = page.partition("Er ikke med</summary>")
    taking_out = reverse("desk:fairs:removal", args=[fair.pk, ada.pk])
    assert "Det kan ikke angres" in rest and taking_out in rest and taking_out not in asks_first
    assert desk.post(taking_out, follow=True).status_code == 200
    assert not Pupil.objects.filter(pk=ada.pk).exists()
    assert phone.post("/fair/", {"code": ada.code}).status_code == 422


def test_a_workbook_with_more_columns_than_we_want_is_read_and_a_picture_is_told_to_be_none(desk, fair):
    address = reverse("desk:fairs:new_classes", args=[fair.pk])
    cells = [["8A", "Ada", "Solberg", "Ringveien 1"], ["8B", "Omar", "Ali", "Ringveien 2"]]
    book = workbook_of(["Klasse", "Fornavn", "Etternavn", "Adresse"], cells)
    looked = desk.post(address, {"file": SimpleUploadedFile("8.xlsx", book)}).content.decode()
    assert "8A;Ada S." in looked and "8B;Omar A." in looked and "Ringveien" not in looked
    picture = desk.post(address, {"file": SimpleUploadedFile("8.xlsx", b"PK\x03\x04" + bytes(99))})
    assert picture.status_code == 422 and "Vi kan ikke lese denne fila" in picture.content.decode()


def test_a_pupil_ranks_by_code_and_must_wish_for_enough_and_nothing_after_it_has_closed(desk, phone, fair):
    bring_in(desk, fair)
    ada = Pupil.objects.get(name="Ada S.")
    assert phone.post("/fair/", {"code": "ACDEFGH"}).status_code == 422
    assert wish(phone, ada, "Kor").status_code == 422
    assert wish(phone, ada, "Kor", "Kor").status_code == 422
    assert not ada.wishes.exists()
    assert wish(phone, ada, "Kor", "Ski").status_code == 302
    assert list(ada.wishes.order_by("rank").values_list("offer__title", flat=True)) == ["Kor", "Ski"]
    assert fair.seed not in digits(phone, fair)
    close(fair)
    wish(phone, ada, "Sjakk", "Ski")
    assert list(ada.wishes.order_by("rank").values_list("offer__title", flat=True)) == ["Kor", "Ski"]
    shown = digits(phone, fair)
    assert fair.seed in shown and hashlib.sha256(fair.seed.encode()).hexdigest() in shown


def test_places_are_drawn_told_with_reasons_changed_for_one_alone_and_seen_by_the_association(
    desk, phone, fair, choir, ola, at
):
    bring_in(desk, fair)
    for pupil in Pupil.objects.all():
        assert wish(phone, pupil, "Kor", "Ski").status_code == 302
    drawing = reverse("desk:fairs:drawing", args=[fair.pk])
    desk.post(drawing)
    assert not FairPlace.objects.exists()  # Pupils may still wish.
    close(fair)
    desk.post(drawing)
    fair.refresh_from_db()
    assert fair.drawn_at and fair.figures["is_proven"] and fair.figures["granted"] == [3, 2]
    left_out = Pupil.objects.exclude(places__offer__title="Kor").get()
    phone.post("/fair/", {"code": left_out.code})
    assert "Her ser du siden" in phone.get("/fair/wishes/").content.decode()

    desk.post(reverse("desk:fairs:publication", args=[fair.pk]))
    told = phone.get("/fair/wishes/").content.decode()
    assert "Det er fullt. 3 elever ønsket det, og det var plass til 2." in told
    before = set(FairPlace.objects.exclude(pupil=left_out).values_list("pupil", "offer", "round"))
    there = left_out.places.order_by("round").first()
    chess = fair.offers.get(title="Sjakk")
    move = reverse("desk:fairs:move", args=[fair.pk, left_out.pk, there.round])
    kor = fair.offers.get(title="Kor")
    assert desk.post(move, {"offer": str(kor.pk)}).status_code == 422  # Full.
    if left_out.places.filter(offer=chess).exists():
        chess = fair.offers.get(title="Ski")
    desk.post(move, {"offer": str(chess.pk)})
    assert set(FairPlace.objects.exclude(pupil=left_out).values_list("pupil", "offer", "round")) == before

    marit = find_or_add_person("Marit Sand", ["41300001"], by=ola, at=at, channel="phone")
    post = give_post(choir, marit, "secretary", by=ola, at=at, channel="web")
    let_act(post, by=ola, at=at, channel="web")
    token = make_link(OWN_PAGE, str(marit.pk), at=clock.now(), valid_for=OWN_PAGE_LASTS)
    ours = f"/our/{token}/{choir.pk}/fairs/{kor.pk}/"
    goes = kor.places.select_related("pupil").first().pupil.name
    assert goes not in phone.get(ours).content.decode()  # Three days before: how many, and not who.
    Fair.objects.filter(pk=fair.pk).update(held_on=clock.today())
    assert goes in phone.get(ours).content.decode()
    assert phone.get(f"/our/{token}/{choir.pk}/fairs/{chess.pk}/").status_code == 404
    assert phone.post(ours, {"joined": "2"}).status_code == 302
    assert "2 ble med" in desk.get(reverse("desk:fairs:fair", args=[fair.pk])).content.decode()


def test_who_did_not_wish_is_not_told_to_have_got_none_of_her_wishes(desk, phone, fair):
    bring_in(desk, fair)
    wish(phone, Pupil.objects.get(name="Ada S."), "Sjakk", "Ski")
    close(fair)
    desk.post(reverse("desk:fairs:drawing", args=[fair.pk]))
    page = " ".join(desk.get(reverse("desk:fairs:fair", args=[fair.pk])).content.decode().split())
    assert "<b>0</b>fikk ingen av ønskene sine" in page and "<b>1</b>fikk 2 av ønskene sine" in page


def test_what_takes_place_after_all_is_told_so_and_empty_rounds_are_filled_for_all_at_once(desk, drawn, ola):
    first = drawn.offers.get(title="Ski")
    pupil = drawn.pupils.first()
    pupil.wishes.filter(rank=2).update(offer=first)
    for offer in drawn.offers.all():
        close_offer(offer, by=ola, at=clock.now())
    assert pupil.wishes.get(offer=first).reason == "closed" and not FairPlace.objects.exists()
    filling = reverse("desk:fairs:filling", args=[drawn.pk])
    assert "Ingenting er ledig i de rundene" in desk.post(filling, follow=True).content.decode()
    reopen_offer(first, by=ola, at=clock.now())
    assert pupil.wishes.get(offer=first).reason != "closed"
    assert "2 runder er fylt" in desk.post(filling, follow=True).content.decode()
    assert FairPlace.objects.filter(offer=first).count() == drawn.pupils.count() == 2
    assert pupil.wishes.get(offer=first).reason == "granted"


def test_what_is_full_of_others_is_not_called_a_lot(drawn):
    assert "lodd" in reason_words("full", {"wished": 5, "room": 4})
    assert reason_words("full", {"wished": 3, "room": 4}) == "Det er fullt i rundene der du kunne ha kommet."


def test_an_association_that_nobody_finds_in_the_register_is_marked(desk, fair, choir):
    page = desk.get(reverse("desk:fairs:fair", args=[fair.pk])).content.decode()
    assert page.count("ikke i registeret") == 2
    words = "Ingen forening i registeret heter «Sjakk»"
    assert (
        words
        in desk.get(
            reverse("desk:fairs:offer", args=[fair.pk, fair.offers.get(title="Sjakk").pk])
        ).content.decode()
    )
    assert (
        words[:20]
        not in desk.get(
            reverse("desk:fairs:offer", args=[fair.pk, fair.offers.get(title="Kor").pk])
        ).content.decode()
    )


def test_lists_are_printed_and_names_go_a_month_after_while_figures_stay(desk, fair, ola):
    bring_in_classes(fair, read_class_list([["8A", "Ada"], ["8A", "Omar"]]), by=ola, at=clock.now())
    offers = list(fair.offers.values_list("pk", flat=True))
    for pupil in Pupil.objects.all():
        save_wishes(pupil.pk, offers[:2], by=None, at=clock.now())
    close(fair)
    ask_for_drawing(fair, by=ola, at=clock.now())
    publish_fair(fair, by=ola, at=clock.now())
    eighth = fair.classes.get()
    for name, args in (
        ("class_list", [eighth.pk]), ("place_slips", [eighth.pk]), ("offer_list", [offers[0]]), ("offer_lists", []),
    ):  # fmt: skip
        assert desk.get(reverse(f"desk:fairs:{name}", args=[fair.pk, *args])).content.startswith(b"%PDF")
    sheet = desk.get(reverse("desk:fairs:fair", args=[fair.pk]), {"as": "spreadsheet"})
    assert sheet.content.startswith(b"PK")
    note_joined(fair.offers.first(), 1, by=ola, at=clock.now())
    later = clock.now() + 40 * DAY
    [rows] = _over(later - 30 * DAY)
    assert rows.count() == 2
    for pupil in rows:
        erase_row(pupil, clock.now())
    assert set(Pupil.objects.values_list("name", "code")) == {("", None)}
    assert FairPlace.objects.count() == 4 and fair.offers.first().joined == 1


@pytest.fixture
def drawn(fair, ola):
    """Two pupils, both with the choir as their dearest wish, and places drawn."""
    bring_in_classes(fair, read_class_list([["8A", "Ada"], ["8A", "Omar"]]), by=ola, at=clock.now())
    offers = list(fair.offers.order_by("number").values_list("pk", flat=True))
    for pupil in Pupil.objects.all():
        save_wishes(pupil.pk, offers[:2], by=None, at=clock.now())
    close(fair)
    return ask_for_drawing(fair, by=ola, at=clock.now())


@pytest.fixture
def marit(choir, ola, at):
    """She acts for the choir."""
    marit = find_or_add_person("Marit Sand", ["41300001"], by=ola, at=at, channel="phone")
    let_act(give_post(choir, marit, "secretary", by=ola, at=at, channel="web"), by=ola, at=at, channel="web")
    return marit


def written_to(person, about):
    return list(
        OutboundMessage.objects.filter(person=person, key__startswith=about).values_list("body", flat=True)
    )


def test_an_association_is_told_once_how_many_come_and_no_name(desk, drawn, marit, choir, phone):
    for _ in range(2):
        desk.post(reverse("desk:fairs:publication", args=[drawn.pk]))
    [told] = written_to(marit, "fair_published")
    assert "Foreningenes dag" in told and "Kor: 2 elever" in told and "Ada" not in told
    link = re.search(r"/our/\S+", told)[0]
    assert link.endswith(f"/{choir.pk}/fairs/") and "Kor" in phone.get(link).content.decode()


def test_what_does_not_take_place_is_not_written_about(drawn, marit, ola):
    close_offer(drawn.offers.get(title="Kor"), by=ola, at=clock.now())
    publish_fair(drawn, by=ola, at=clock.now())
    assert not written_to(marit, "fair_published")


def test_two_weeks_after_the_association_is_asked_once_how_many_joined_unless_it_has_said_so(
    drawn, marit, ola
):
    publish_fair(drawn, by=ola, at=clock.now())
    held = dt.datetime.combine(drawn.held_on, dt.time(12), tzinfo=dt.UTC)
    assert ask_hosts_how_many_joined(held + 13 * DAY) == 0
    assert ask_hosts_how_many_joined(held + 14 * DAY) == 1
    assert ask_hosts_how_many_joined(held + 15 * DAY) == 0
    [asked] = written_to(marit, "fair_joined")
    assert "Foreningenes dag" in asked and "/fairs/" in asked

    Fair.objects.filter(pk=drawn.pk).update(joined_asked_at=None)
    note_joined(drawn.offers.get(title="Kor"), 0, by=ola, at=clock.now())
    assert ask_hosts_how_many_joined(held + 16 * DAY) == 0


def test_a_large_fair_is_drawn_by_the_worker_while_the_page_tells_how_far_it_has_come(
    desk, drawn, ola, monkeypatch
):
    monkeypatch.setattr(drawing_of_places, "AT_ONCE", 1)
    desk.post(reverse("desk:fairs:drawing", args=[drawn.pk]))
    progress = reverse("desk:fairs:progress", args=[drawn.pk])
    waiting = desk.get(progress)
    assert waiting.status_code == 200 and "Venter på å begynne" in waiting.content.decode()
    assert progress in desk.get(reverse("desk:fairs:fair", args=[drawn.pk])).content.decode()
    assert draw_fairs_that_wait(clock.now()) == 1
    there = desk.get(progress)
    assert there.status_code == 204 and there.headers["HX-Refresh"] == "true"


def test_whoever_guesses_codes_is_held_off_with_words_and_a_pupil_elsewhere_comes_in(phone, drawn):
    ahead = clock.now() + dt.timedelta(minutes=1)  # So that nothing is filled up again while we look.
    with suppress(TooOften):
        while True:
            spend("fair code from", "127.0.0.1", FROM_ONE_ADDRESS, at=ahead)
    held_off = phone.post("/fair/", {"code": "ACDEFGH"})
    assert held_off.status_code == 422 and "For mange koder er prøvd herfra" in held_off.content.decode()
    code = Pupil.objects.get(name="Ada").code
    elsewhere = Client(headers={"host": "lillevik.test"}, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.post("/fair/", {"code": code}).status_code == 302


def test_the_front_page_shows_pupils_the_way_while_their_code_opens_something(phone, fair, ola):
    assert "/fair/" in phone.get("/").content.decode()
    close(fair)
    assert not has_fair_ahead(at=clock.now())
