"""Pairs at the desk: the list, one pair, what happens to it, and answers that need a person."""

import datetime as dt
import io

import pytest
from python_calamine import CalamineWorkbook

from samspill.volunteering.actions.follow_ups import ask_due_follow_ups
from samspill.volunteering.models import Need, Pairing, PairingFollowUp, PairingReview, UnplacedAnswer

ROOT = "/desk/pairings/"
DAY = dt.timedelta(days=1)


def text_of(answer):
    return answer.content.decode()


def test_an_empty_list_leads_to_those_who_get_help(desk):
    page = text_of(desk.get(ROOT))
    assert "Ingen par her" in page and "/desk/recipients/" in page


def test_from_a_yes_to_a_start_with_buttons(desk, agreed, read_by):
    pairing = agreed()
    page = f"{ROOT}{pairing.pk}/"
    assert "Avtal det første møtet" in text_of(desk.get(page))
    bad = desk.post(f"{page}meeting/", {"day": "2026-03-01", "hour": "17:00"})
    assert "Dette har vært" in text_of(bad) and 'href="#id_day"' in text_of(bad)
    good = {"day": "2026-03-12", "hour": "17.00", "place": "Nordsida kafé", "there": "Ola"}
    assert desk.post(f"{page}meeting/", good).status_code == 302
    assert "torsdag 12. mars kl. 17.00" in read_by(pairing.volunteer.person)[-1]
    assert "Nordsida kafé" in text_of(desk.get(page))
    rhythm = {"started_on": "2026-03-10", "rhythm_words": "annenhver tirsdag", "review_every_weeks": "12",
              "follow_up_every_weeks": "8", "weekday": "tu", "every": "2", "first_on": "2026-03-10"}  # fmt: skip
    looked = text_of(desk.post(f"{page}start/", rhythm | {"look": "1"}))
    assert "tirsdag 24. mars" in looked and Pairing.objects.get().started_on is None
    desk.post(f"{page}start/", rhythm)
    started = text_of(desk.get(page))
    assert "annenhver tirsdag" in started and "tirsdag 24. mars" in started
    assert "Paret er alt i gang" in text_of(desk.post(f"{page}start/", rhythm))


def test_the_list_shows_what_waits_and_overdue_reviews_first(desk, started, volunteer, helped, tuesday, at):
    calm = started(volunteer("Kari Berg"), helped())
    late = started(volunteer("Per Aune"), helped("Astrid Lund", "41300002"))
    Pairing.objects.filter(pk=late.pk).update(next_review_on=at.date() - DAY)
    page = text_of(desk.get(ROOT))
    assert "Oppfølgingen er på overtid" in page
    assert page.index(f"pair-{late.pk}") < page.index(f"pair-{calm.pk}")
    assert "Kari Berg" not in text_of(desk.get(f"{ROOT}?show=review"))
    assert "Kari Berg" in text_of(desk.get(f"{ROOT}?q=gunvor"))


@pytest.mark.parametrize("show", ["live", "meeting", "review", "paused", "ended", "all", "nonsense", "\x00"])
def test_every_way_to_narrow_the_list_answers(desk, started, show):
    started()
    assert desk.get(ROOT, {"show": show, "q": "\x00", "unit": "x", "page": "x"}).status_code == 200


def test_both_sides_stand_beside_each_other_with_a_picture_and_a_table(
    desk, asked, texts, two_weeks_later, tuesday
):
    pairing = asked()
    texts(pairing.volunteer.person, "4 fin dame", when=two_weeks_later)
    texts(pairing.recipient.person, "1 kjedelig", when=two_weeks_later)
    tuesday(two_weeks_later + DAY)
    page = text_of(desk.get(f"{ROOT}{pairing.pk}/"))
    assert page.count('<svg class="curve"') == 2 and 'role="img"' in page
    assert '<title id="chart-volunteer-title">Slik går det, sier Kari Berg</title>' in page
    assert "tirsdag 24. mars 2026: 4 av 5" in page and "Tallene i en tabell" in page
    first, second = page.split('id="side-recipient"')
    assert "fin dame" in first and "fin dame" not in second.split("Oppfølginger")[0]
    assert "Lest og ordnet" in second
    row = PairingFollowUp.objects.get(side="recipient")
    desk.post(f"{ROOT}follow-ups/{row.pk}/reading/")
    assert "Lest og ordnet" not in text_of(desk.get(f"{ROOT}{pairing.pk}/"))


def test_a_low_number_is_on_top_of_what_waits(desk, asked, texts, two_weeks_later, tuesday, at):
    pairing = asked()
    Pairing.objects.update(next_review_on=at.date())
    texts(pairing.recipient.person, "1", when=two_weeks_later)
    tuesday(two_weeks_later + DAY)
    page = text_of(desk.get(ROOT))
    assert page.index('data-what="low"') < page.index('data-what="review"')


def test_a_review_is_written_down_with_what_each_said(desk, started, tuesday, at):
    pairing = started()
    tuesday(at + 90 * DAY)
    due = pairing.next_review_on.isoformat()
    given = {"due_on": due, "held_on": "2026-06-08", "held_with": "both", "words": "Fortsetter",
             "volunteer_score": "5", "volunteer_words": "Trives", "recipient_score": ""}  # fmt: skip
    assert desk.post(f"{ROOT}{pairing.pk}/review/", given).status_code == 302
    assert PairingReview.objects.get().note == "Fortsetter"
    assert PairingFollowUp.objects.get().words == "Trives"
    assert "alt skrevet ned" in text_of(desk.post(f"{ROOT}{pairing.pk}/review/", given))


def test_a_break_and_back(desk, started):
    page = f"{ROOT}{started().pk}/"
    desk.post(f"{page}break/", {"until_on": "2026-04-10"})
    assert "De har en pause til fredag 10. april 2026" in text_of(desk.get(page))
    desk.post(f"{page}break/", {"back": "1"})
    assert "De har en pause" not in text_of(desk.get(page)).split("Hva har skjedd")[0].split("happened")[0]


def test_it_ends_well_and_somebody_new_is_found_in_one_step(desk, started, read_by):
    pairing = started()
    page = f"{ROOT}{pairing.pk}/"
    assert "Kjære Kari! Tusen takk" in text_of(desk.get(f"{page}ending/"))
    assert 'href="#id_reason"' in text_of(desk.post(f"{page}ending/", {"ended_on": "2026-03-10"}))
    desk.post(f"{page}ending/", {"reason": "moved", "ended_on": "2026-03-10", "thanks": "Tusen takk!"})
    assert read_by(pairing.volunteer.person)[-1] == "Tusen takk!"
    assert "en av dem har flyttet" in text_of(desk.get(page))
    answer = desk.post(f"{page}reopening/")
    need = Need.objects.exclude(pk=pairing.need_id).get()
    assert answer.url == f"/desk/needs/{need.pk}/"


def test_what_was_said_on_the_phone_is_typed_in_on_the_pairs_page(desk, started):
    pairing = started()
    page = f"{ROOT}{pairing.pk}/"
    desk.post(f"{page}follow-ups/", {"side": "recipient", "score": "3", "words": "Greit", "channel": "phone"})
    assert PairingFollowUp.objects.get().score == 3
    empty = desk.post(f"{page}follow-ups/", {"side": "volunteer", "channel": "phone"})
    assert "Velg et tall, eller skriv noen ord" in text_of(empty)
    number = {"side": "volunteer", "words": "01010750160", "channel": "phone"}
    assert "fødselsnummer" in text_of(desk.post(f"{page}follow-ups/", number))


def test_those_to_call_have_a_letter_each_and_the_answer_is_saved(
    desk, asked, volunteer, helped, two_weeks_later, tuesday
):
    asked(volunteer("Kari Berg"), helped("Astrid Lund", "73 00 55 55"))
    tuesday(two_weeks_later)
    page = text_of(desk.get(f"{ROOT}calls/"))
    row = PairingFollowUp.objects.get(channel="phone")
    assert 'data-letter="a"' in page and "Astrid Lund" in page
    assert "Astrid Lund" in text_of(desk.get(f"{ROOT}calls/paper/"))
    path = f"{ROOT}follow-ups/{row.pk}/answer/"
    assert "Velg et tall" in text_of(desk.post(path, {"score": "", "words": ""}, follow=True))
    desk.post(path, {"score": "4", "words": "Glad for besøket"})
    row.refresh_from_db()
    assert (row.score, row.words, row.answer_channel) == (4, "Glad for besøket", "phone")
    assert f"call-{row.pk}" not in text_of(desk.get(f"{ROOT}calls/"))


def test_an_answer_that_could_not_be_placed_is_placed_by_a_person(
    desk, started, volunteer, helped, texts, two_weeks_later, tuesday
):
    kari = volunteer("Kari Berg")
    first = started(kari, helped())
    started(kari, helped("Astrid Lund", "41300002"))
    ask_due_follow_ups(two_weeks_later)
    texts(kari, "3 litt stille", when=two_weeks_later)
    tuesday(two_weeks_later)
    page = text_of(desk.get(f"{ROOT}calls/"))
    assert "litt stille" in page and "om besøk hos Gunvor Lie" in page and "om besøk hos Astrid Lund" in page
    unplaced, row = UnplacedAnswer.objects.get(), PairingFollowUp.objects.get(pairing=first, side="volunteer")
    path = f"{ROOT}answers/{unplaced.pk}/place/"
    assert "Velg hvilket par det gjelder" in text_of(desk.post(path, {"follow_up": "x"}, follow=True))
    desk.post(path, {"follow_up": str(row.pk)})
    row.refresh_from_db()
    assert row.score == 3
    assert "En kollega" in text_of(desk.post(path, {"aside": "1"}, follow=True))


def test_the_sheet_opens_in_a_spreadsheet_and_reconciles_with_the_list(desk, started, volunteer, helped):
    started(volunteer("Kari Berg"), helped('=HYPERLINK("http://x")', "41300005"))
    started(volunteer("Per Aune"), helped("Astrid Lund", "41300002"))
    answer = desk.get(f"{ROOT}?as=spreadsheet")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert len(rows) == 3 and rows[0][0] == "Frivillig"
    assert {row[1] for row in rows[1:]} == {'=HYPERLINK("http://x")', "Astrid Lund"}
    assert (
        b"HYPERLINK" not in answer.content
    )  # Compressed; and in the workbook it is text, as read back above.


def test_a_volunteers_pairs_stand_on_her_page(desk, started):
    pairing = started()
    page = text_of(desk.get(f"/desk/people/{pairing.volunteer.person_id}/"))
    assert f"{ROOT}{pairing.pk}/" in page and "Gunvor Lie" in page


def test_a_page_for_paper_holds_both_sides(desk, asked, texts, two_weeks_later):
    pairing = asked()
    texts(pairing.volunteer.person, "4 fin dame", when=two_weeks_later)
    page = text_of(desk.get(f"{ROOT}{pairing.pk}/paper/"))
    assert "fin dame" in page and "Gunvor Lie" in page and "Ikke la det ligge framme" in page


def test_the_need_leads_to_the_pair_and_cannot_be_called_off_over_it(desk, started):
    pairing = started()
    page = text_of(desk.get(f"/desk/needs/{pairing.need_id}/"))
    assert f"{ROOT}{pairing.pk}/" in page and "cancellation" not in page
    given = desk.post(f"/desk/needs/{pairing.need_id}/cancellation/", {"reason": "x"})
    assert "Avslutt paret først" in text_of(given)


def test_the_day_a_pair_is_wanted_from_is_no_task_of_that_day(desk, agreed):
    on = agreed().need.shifts.get().starts_at.date()
    assert "Besøksvenn" not in text_of(desk.get(f"/desk/needs/day/{on}/"))
