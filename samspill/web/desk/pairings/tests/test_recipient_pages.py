"""Those who get help: written down, changed, spoken for, ended; and shown who has looked."""

import json

from django.test import Client
from django.urls import reverse

from samspill.foundation.models import AuditEntry
from samspill.people.models import Person
from samspill.people.queries import export_person
from samspill.volunteering.actions import publish_need
from samspill.volunteering.models import Need, Recipient, RecipientContact

ROOT = "/desk/recipients/"


def text_of(answer):
    return answer.content.decode()


def test_an_empty_list_says_what_to_do(desk):
    assert "Ingen her ennå" in text_of(desk.get(ROOT))


def test_somebody_is_written_down_with_what_she_likes_and_found_by_her_name(desk):
    given = {
        "name": "Gunvor Lie",
        "phone": "41 30 00 01",
        "interests": ["knitting", "walks"],
        "wish_words": "En å prate med",
        "helper_gender": "f",
        "availability": ["tu-afternoon"],
        "rhythm_words": "annenhver uke",
        "languages": ["nb"],
        "note": "Hører dårlig",
    }
    page = text_of(desk.post(f"{ROOT}new/", given, follow=True))
    assert all(
        word in page for word in ("Gunvor Lie", "Strikking", "En å prate med", "Hører dårlig", "ettermiddag")
    )
    recipient = Recipient.objects.get()
    assert (recipient.helper_gender, recipient.person.languages) == ("f", ("nb",))
    assert "Gunvor Lie" in text_of(desk.get(f"{ROOT}?q=gunvor"))
    assert "Gunvor Lie" not in text_of(desk.get(f"{ROOT}?q=astrid"))


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(desk):
    for given, field in (
        ({"name": ""}, "id_name"),
        ({"name": "Gunvor", "phone": "12"}, "id_phone"),
        ({"name": "Gunvor", "note": "Født 01010750160"}, "id_note"),
        ({"name": "Gunvor", "asks": "contact"}, "id_asks"),
    ):
        page = text_of(desk.post(f"{ROOT}new/", given))
        assert f'href="#{field}"' in page
    assert not Recipient.objects.exists() and not Person.objects.exists()


def test_her_wishes_are_changed_and_a_colleague_is_not_overwritten(desk, helped):
    gunvor = helped()
    path = f"{ROOT}{gunvor.pk}/facts/"
    given = {"name": "Gunvor Lie", "version": "1", "interests": ["music"]}
    assert desk.post(path, given).status_code == 302
    page = text_of(desk.post(path, given | {"interests": ["art"]}))
    assert "En kollega endret dette imens" in page and 'name="version" value="2"' in page
    gunvor.refresh_from_db()
    assert gunvor.interests == ("music",)


def test_the_one_who_speaks_for_her_is_named_shown_and_dropped(desk, helped):
    gunvor = helped()
    path = f"{ROOT}{gunvor.pk}/contact/"
    assert "Skriv et telefonnummer eller en e-postadresse" in text_of(desk.post(path, {"name": "Liv Lie"}))
    page = desk.post(path, {"name": "Liv Lie", "relation": "datter", "phone": "41 30 00 09"}, follow=True)
    assert "Liv Lie, datter" in text_of(page)
    assert "Dette er den som får hjelp" in text_of(
        desk.post(path, {"name": "Gunvor Lie", "phone": "41 30 00 01"})
    )
    desk.post(path, {"nobody": "1"})
    assert not RecipientContact.objects.filter(ended_at__isnull=True).exists()


def test_she_gets_no_more_help_and_then_again(desk, helped, started):
    gunvor = helped()
    desk.post(f"{ROOT}{gunvor.pk}/ending/")
    assert "Gunvor Lie" not in text_of(desk.get(ROOT))
    assert "Gunvor Lie" in text_of(desk.get(f"{ROOT}?show=ended"))
    desk.post(f"{ROOT}{gunvor.pk}/ending/", {"back": "1"})
    assert "Gunvor Lie" in text_of(desk.get(ROOT))


def test_one_who_is_half_of_a_pair_cannot_be_ended(desk, started):
    pairing = started()
    page = desk.post(f"{ROOT}{pairing.recipient_id}/ending/", follow=True)
    assert "Avslutt paret først" in text_of(page)


def test_somebody_is_wanted_for_her_and_what_is_asked_can_be_changed(desk, helped):
    gunvor = helped()
    path = f"{ROOT}{gunvor.pk}/pair/"
    bad = desk.post(path, {"kind": "visit_friend", "from_on": "2026-03-01"})
    assert "Denne dagen er over" in text_of(bad) and not Need.objects.exists()
    given = {"kind": "visit_friend", "from_on": "2026-03-24", "form_key": "k", "demands": ["confidentiality"]}
    page = text_of(desk.post(path, given, follow=True))
    need = Need.objects.get()
    assert need.form == "pair" and "Besøksvenn" in page and "Fra tirsdag 24. mars" in page
    assert desk.get(f"/desk/needs/{need.pk}/facts/").url == f"{path}{need.pk}/"
    changed = given | {"from_on": "2026-03-31", "version": "1", "gender": "f"}
    assert desk.post(f"{path}{need.pk}/", changed).status_code == 302
    need.refresh_from_db()
    assert (need.gender, need.form) == ("f", "pair") and need.shifts.get().starts_at.day == 31
    assert "En kollega endret dette imens" in text_of(desk.post(f"{path}{need.pk}/", changed))


def test_each_look_is_written_down_and_can_be_shown_to_her_on_paper_and_in_her_file(desk, helped, started):
    pairing = started()
    gunvor = pairing.recipient
    pages = [
        f"{ROOT}{gunvor.pk}/",
        f"{ROOT}{gunvor.pk}/facts/",
        f"/desk/pairings/{pairing.pk}/",
        f"/desk/pairings/{pairing.pk}/paper/",
        "/desk/pairings/?as=spreadsheet",
        f"{ROOT}?as=spreadsheet",
        f"/desk/needs/{pairing.need_id}/",
    ]
    for page in pages:
        desk.get(page)
    looks = AuditEntry.objects.filter(verb="looked", subject=f"volunteering.recipient:{gunvor.pk}")
    assert looks.count() == len(pages)
    paper = text_of(desk.get(f"{ROOT}{gunvor.pk}/looks/"))
    assert "Hvem har sett på opplysningene om deg" in paper
    assert paper.count("Ola Strand") == len(pages) and "Frivilligsentralen" in paper
    hers = [line for line in export_person(gunvor.person)["trail"] if line["what"] == "looked"]
    assert len(hers) == len(pages) and hers[0]["who"] == "Ola Strand"


def test_her_file_holds_what_is_kept_of_her_and_the_volunteers_file_nothing_of_it(
    asked, texts, two_weeks_later, helped, volunteer
):
    pairing = asked(volunteer("Kari Berg"), helped(wish_words="En å strikke med", note="Hører dårlig"))
    texts(pairing.recipient.person, "2 hun kommer sent", when=two_weeks_later)
    texts(pairing.volunteer.person, "5 fin dame", when=two_weeks_later)
    hers = json.dumps(export_person(pairing.recipient.person), ensure_ascii=False)
    kari = json.dumps(export_person(pairing.volunteer.person), ensure_ascii=False)
    assert all(word in hers for word in ("En å strikke med", "Hører dårlig", "kommer sent"))
    assert "fin dame" not in hers and "kommer sent" not in kari
    assert "fin dame" in kari and not any(word in kari for word in ("Gunvor", "Hører dårlig", "strikke"))


def test_on_the_square_stands_what_is_wanted_and_nothing_of_her(helped, wanted, ola, at):
    need = wanted(helped(rhythm_words="annenhver uke", note="Hører dårlig"), private_text="Dørkode 1234")
    publish_need(need, by=ola, at=at)
    square = Client(HTTP_HOST="lillevik.test")
    for address in (reverse("public:needs:list"), reverse("public:needs:need", args=[need.pk])):
        page = text_of(square.get(address))
        assert "Besøksvenn" in page and "Fra tirsdag 24. mars, over lengre tid" in page
        assert not any(word in page for word in ("Gunvor", "Nordsida 15", "Hører dårlig", "1234", "41300001"))
