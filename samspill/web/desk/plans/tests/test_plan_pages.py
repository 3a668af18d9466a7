"""Planning a week at the desk: what is shown, what one press does, and what is said when a colleague was first."""

import io

import pytest
from python_calamine import CalamineWorkbook

from conftest import browser_of, make_staff
from samspill.foundation import clock
from samspill.volunteering.actions import planning
from samspill.volunteering.models import Offer, Plan


def seen(browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def press(browser, plan, place: str, **sent) -> str:
    """Press a button on the plan's page as it stands; the page one comes to."""
    sent.setdefault("version", Plan.objects.get(pk=plan.pk).version)
    return browser.post(f"/desk/plans/{plan.pk}/{place}", sent, follow=True).content.decode()


def test_a_week_is_planned_and_shown_with_who_and_why(desk, volunteer, task, planned):
    volunteer("Kari Berg", wishes=("visit",))
    task("Besøk hos Gunvor", 10)
    plan = planned()
    page = seen(desk, f"/desk/plans/{plan.pk}/")
    assert "Besøk hos Gunvor" in page and "Kari Berg" in page and "vil: besøke noen" in page
    assert "av 1 plasser har noen" in page and "Ingen er spurt ennå" in page
    assert "Det er bevist" in page and plan.seed in page and plan.input_hash in page
    assert "Besøk hos Gunvor" not in seen(desk, f"/desk/plans/{plan.pk}/?show=open")
    assert not Offer.objects.exists()


def test_what_stays_open_is_shown_with_what_is_missing(desk, volunteer, task, planned):
    volunteer("Kari Berg")
    volunteer("Ali Hassan")
    task("Fjelltur", 9, demands=("first_aid",))
    page = seen(desk, f"/desk/plans/{planned().pk}/?show=open")
    assert "Fjelltur" in page and "2 mangler: førstehjelp" in page


def test_a_week_without_open_tasks_is_said_at_the_field(desk, centre, monday):
    typed = {"week": monday.isoformat(), "units": [str(centre.pk)], "most_each": "2"}
    page = desk.post("/desk/plans/", typed).content.decode()
    assert "Ingen oppdrag er åpne disse dagene" in page and not Plan.objects.exists()


@pytest.mark.parametrize(
    "nonsense", [{"week": "1999-01-04"}, {"units": []}, {"units": ["x"]}, {"most_each": "many"}]
)
def test_nonsense_is_answered_with_the_form(desk, centre, monday, task, nonsense):
    task("Besøk", 10)
    typed = {"week": monday.isoformat(), "units": [str(centre.pk)], "most_each": "2"} | nonsense
    assert desk.post("/desk/plans/", typed).status_code == 200
    assert not Plan.objects.exists()


def test_a_choice_is_locked_and_unlocked(desk, volunteer, task, planned):
    volunteer("Kari Berg")
    task("Besøk", 10)
    plan = planned()
    choice = plan.choices.get()
    assert "Låst" in press(desk, plan, f"choices/{choice.pk}/lock/")
    assert "Låst" not in press(desk, plan, f"choices/{choice.pk}/lock/", open="1")


def test_not_her_and_somebody_else_is_planned_at_once(desk, volunteer, task, planned):
    volunteer("Kari Berg", wishes=("visit",))
    volunteer("Ali Hassan")
    task("Besøk", 10)
    plan = planned()
    page = press(desk, plan, f"choices/{plan.choices.get().pk}/exclusion/")
    assert "Ali Hassan står i planen i stedet" in page
    page = press(desk, plan, f"choices/{plan.choices.get().pk}/exclusion/")
    assert "så plassen er åpen" in page and "En plass er ledig" in page


def test_another_of_those_who_fit_is_chosen_in_her_place(desk, volunteer, task, planned):
    volunteer("Kari Berg", wishes=("visit",))
    ali = volunteer("Ali Hassan")
    task("Besøk", 10)
    plan = planned()
    row = plan.shifts.get()
    page = seen(desk, f"/desk/plans/{plan.pk}/shifts/{row.pk}/")
    assert "Kari Berg" in page and "Ali Hassan" in page
    page = press(desk, plan, f"shifts/{row.pk}/", person=str(ali.pk), instead_of=str(plan.choices.get().pk))
    assert "Ali Hassan" in page and "Kari Berg" not in page and "valgt av Ola Strand" in page
    assert "endret for hånd" in page
    assert "Velg noen" in press(desk, plan, f"shifts/{row.pk}/", person="nobody")


def test_who_is_needed_at_the_same_time_cannot_be_chosen(desk, volunteer, task, planned):
    kari = volunteer("Kari Berg", wishes=("visit",))
    volunteer("Ali Hassan", wishes=("walk",))
    task("Besøk", 10)
    task("Tur i parken", 10, kind="walk")
    plan = planned()
    row = plan.shifts.get(shift__need__title="Tur i parken")
    assert "Har «Besøk» i planen da" in seen(desk, f"/desk/plans/{plan.pk}/shifts/{row.pk}/")
    choice = plan.choices.get(shift=row.shift)
    sent = {"person": str(kari.pk), "instead_of": str(choice.pk)}
    assert "Personen står i planen for «Besøk» til samme tid" in press(
        desk, plan, f"shifts/{row.pk}/", **sent
    )


def test_a_colleague_was_first_and_nothing_is_overwritten(desk, volunteer, task, planned, centre, at):
    volunteer("Kari Berg")
    task("Besøk", 10)
    plan = planned()
    choice = plan.choices.get()
    lise = browser_of(make_staff("Lise Lund", centre, "coordinator", at=at), "lillevik.test")
    press(lise, plan, f"choices/{choice.pk}/lock/")
    page = press(desk, plan, f"choices/{choice.pk}/exclusion/", version=1)
    assert "Lise Lund endret planen i mellomtiden" in page and plan.choices.get() == choice
    assert "Lise Lund endret planen" in press(desk, plan, "approval/", version=1)
    assert not Offer.objects.exists()


def test_made_anew_it_shows_what_differs(desk, volunteer, task, planned):
    volunteer("Kari Berg")
    task("Besøk", 10)
    plan = planned()
    volunteer("Ali Hassan", wishes=("visit",))
    page = press(desk, plan, "renewal/")
    assert "Ny (1)" in page and "Ali Hassan" in page and "Borte (1)" in page and "Kari Berg" in page
    anew = Plan.objects.get(replaces=plan)
    assert "Ali Hassan" in seen(desk, f"/desk/plans/{anew.pk}/")
    assert "Kari Berg" in seen(desk, f"/desk/plans/{plan.pk}/")
    assert "Ingenting å sammenligne med" in seen(desk, f"/desk/plans/{plan.pk}/difference/")


def test_approving_shows_both_figures_first_and_then_asks(desk, volunteer, task, planned):
    volunteer("Kari Berg")
    task("Besøk", 10)
    plan = planned()
    page = seen(desk, f"/desk/plans/{plan.pk}/approval/")
    assert "blir trolig dekket i tide" in page and "blir trolig spurt forgjeves" in page
    page = press(desk, plan, "approval/")
    assert "Én er spurt." in page
    assert Offer.objects.get().person.name == "Kari Berg"
    assert "Godkjent" in page and "En tenker på det" in page
    assert "Ola Strand har godkjent denne planen" in press(desk, plan, "approval/")
    assert Offer.objects.count() == 1


def test_a_plan_that_is_being_made_shows_how_far_it_has_come(desk, volunteer, task, planned, monkeypatch):
    monkeypatch.setattr(planning, "AT_ONCE", 0)
    volunteer("Kari Berg")
    task("Besøk", 10)
    plan = planned()
    assert "0 av 1 oppdrag er vurdert" in seen(desk, f"/desk/plans/{plan.pk}/")
    assert desk.get(f"/desk/plans/{plan.pk}/progress/").status_code == 200
    assert desk.get(f"/desk/plans/{plan.pk}/approval/").status_code == 302
    planning.solve_plans_that_wait(clock.now())
    answer = desk.get(f"/desk/plans/{plan.pk}/progress/")
    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")
    assert "Kari Berg" in seen(desk, f"/desk/plans/{plan.pk}/")


def test_a_reader_sees_no_plan_and_an_officer_makes_none(centre, volunteer, task, planned, at):
    volunteer("Kari Berg")
    task("Besøk", 10)
    plan = planned()
    reader = browser_of(make_staff("Rita Leser", centre, "reader", at=at), "lillevik.test")
    assert reader.get(f"/desk/plans/{plan.pk}/").status_code == 404
    officer = browser_of(make_staff("Ove Tilskudd", centre, "officer", at=at), "lillevik.test")
    assert "Bare de som samordner frivillige" in seen(officer, "/desk/plans/")


def test_a_plan_that_waits_stands_on_the_morning_until_it_is_approved(desk, volunteer, task, planned, at):
    volunteer("Kari Berg", wishes=("visit",))
    task("Besøk hos Gunvor", 10)
    plan = planned()
    row = f'href="/desk/plans/{plan.pk}/"'
    page = seen(desk, "/desk/")
    assert row in page and "1 av 1 plasser" in page and "Se på den og godkjenn" in page
    press(desk, plan, "approval/")
    assert row not in seen(desk, "/desk/")


def test_a_plan_and_the_list_of_plans_are_taken_as_spreadsheets(desk, volunteer, task, planned):
    kari = volunteer("Kari Berg", wishes=("visit",))
    task("Besøk hos Gunvor", 10)
    task("Fjelltur", 12, demands=("first_aid",))
    plan = planned()
    [headings, visit, hike] = rows_of(desk.get(f"/desk/plans/{plan.pk}/?as=spreadsheet"))
    assert headings[1] == "Oppgave"
    assert [visit[1], visit[7], visit[8]] == ["Besøk hos Gunvor", kari.name, 0]
    assert [hike[1], hike[7], hike[8]] == ["Fjelltur", "", 1]
    [_, listed] = rows_of(desk.get("/desk/plans/?as=spreadsheet"))
    assert listed[6:8] == [2, 1]


def rows_of(answer) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def test_of_a_plan_made_anew_the_list_tells_which_still_waits(desk, volunteer, task, planned):
    volunteer("Kari Berg", wishes=("visit",))
    task("Besøk hos Gunvor", 10)
    first = planned()
    press(desk, first, "renewal/")
    page = seen(desk, "/desk/plans/")
    assert page.count("Laget på nytt") == 1 and page.count("Ingen er spurt ennå") == 1
    assert f'href="/desk/plans/{first.pk}/"' not in seen(desk, "/desk/")
