"""An association publishes and runs what it does, on one page of a phone, and staff can do the same for it."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from conftest import browser_of
from samspill.activities.models import Activity, ActivityDraft, Occurrence
from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.foundation.holidays import public_holidays
from samspill.organisations.actions import give_post, let_act, register_group
from samspill.people.actions import find_or_add_person
from samspill.web.access.links import OWN_PAGE, OWN_PAGE_LASTS
from samspill.web.ours.tests.hands import seen


def test_a_weekly_activity_is_published_on_one_page_with_the_next_dates_shown_first(phone, way, typed, choir):
    sent = typed()
    shown = phone.post(way("new"), sent)
    words = shown.content.decode()
    assert not Activity.objects.exists() and "Hver tirsdag kl. 18.00–20.00, ikke på helligdager" in words
    assert words.count("<li>Tirsdag ") + words.count("<li>tirsdag ") == 6 and "interval" not in words.lower()
    done = phone.post(way("new"), sent | {"seen": seen(shown)})
    activity = Activity.objects.get()
    assert done.headers["Location"] == way("activity", activity.pk)
    assert (activity.organisation, activity.title, activity.is_free) == (
        choir,
        {"nb": "Åpen korøvelse"},
        True,
    )
    first = activity.occurrences.order_by("starts_at")[0]
    assert clock.local(first.starts_at).strftime("%a %H.%M") == "Tue 18.00"
    on_the_square = phone.get(reverse("public:activities:activity", args=[activity.pk])).content.decode()
    assert "Åpen korøvelse" in on_the_square and "Kulturhuset" in on_the_square


def test_pressing_twice_publishes_once(publish, phone, way):
    done, sent = publish()
    shown = phone.post(way("new"), sent)
    again = phone.post(way("new"), sent | {"seen": seen(shown)})
    assert again.headers["Location"] == done.headers["Location"] and Activity.objects.count() == 1


@pytest.mark.parametrize(("more", "words"), [
    ({"rhythm": "other_week", "weekdays": ["we"]}, "Annenhver onsdag kl. 18.00–20.00"),
    ({"rhythm": "week", "weekdays": ["mo", "th"]}, "Hver mandag og torsdag kl. 18.00–20.00"),
    ({"rhythm": "first", "weekdays": ["tu"]}, "Første tirsdag i måneden kl. 18.00–20.00"),
    ({"rhythm": "last", "weekdays": ["tu"], "skips_school_holidays": "on"}, "ikke på helligdager eller i skoleferien"),
    ({"rhythm": "day", "starts_on": "1.7.2030", "ends_on": "3.7.2030", "hours": ""}, "Hver dag hele dagen"),
    ({"rhythm": "once", "starts_on": "17.4.2030", "hours": "12"}, "Onsdag 17. april 2030 kl. 12.00"),
    ({"rhythm": "once", "starts_on": "17.4.2030", "hours": "22-02"}, "Onsdag 17. april 2030 kl. 22.00–02.00"),
    ({"rhythm": "once", "starts_on": "17.4.2030", "hours": "21-19 neste dag"}, "kl. 21.00–19.00 dagen etter"),
    ({"hours": "21-19"}, "Slutter det neste dag?"),
])  # fmt: skip
def test_when_is_said_in_words_before_anything_is_saved(phone, way, typed, more, words):
    shown = phone.get(way("dates"), typed(**more)).content.decode()
    assert words in shown
    assert words in phone.post(way("new"), typed(**more, look="1")).content.decode()
    assert not Activity.objects.exists()


@pytest.mark.parametrize(("more", "complaint"), [
    ({"title_nb": ""}, "Skriv hva det heter"), ({"hours": "halv"}, "klokkeslett"),
    ({"hours": "21-19"}, "Slutter det neste dag?"),
    ({"rhythm": "first", "weekdays": ["tu", "we"]}, "Kryss av bare én dag"),
    ({"place": ""}, "Velg et sted"), ({"price_kind": "costs"}, "Skriv hva det koster"),
    ({"rhythm": "once", "starts_on": "1.1.2020"}, "Det kommer ingen slik dag"),
    ({"age_from": "12", "age_until": "6"}, "yngre enn alderen"), ({"categories": ["dragons"]}, "dragons"),
])  # fmt: skip
def test_a_mistake_stands_at_its_field_and_nothing_typed_is_lost(phone, way, typed, more, complaint):
    answer = phone.post(way("new"), typed(**more, text_nb="Alle stemmer er med."))
    page = answer.content.decode()
    assert answer.status_code == 422 and complaint in page and "Alle stemmer er med." in page
    assert not Activity.objects.exists()


def test_no_dates_are_shown_of_an_hour_that_cannot_be_read(phone, way, typed):
    page = phone.post(way("new"), typed(hours="halv")).content.decode()
    assert "De neste gangene" not in page and "hele dagen, ikke" not in page


def test_who_names_one_day_means_that_day_though_it_is_a_public_holiday(phone, way, typed):
    today = clock.today()
    on = public_holidays(today + dt.timedelta(days=1), today + dt.timedelta(days=300))[0].on
    sent = typed(rhythm="once", starts_on=f"{on.day}.{on.month}.{on.year}", skips_school_holidays="on")
    shown = phone.post(way("new"), sent)
    assert (
        "De neste gangene" in shown.content.decode() and "ikke på helligdager" not in shown.content.decode()
    )
    phone.post(way("new"), sent | {"seen": seen(shown)})
    assert Occurrence.objects.count() == 1


def test_days_that_are_all_holidays_are_said_to_be_so(phone, way, typed):
    sent = typed(rhythm="day", starts_on="25.12.2030", ends_on="26.12.2030")
    assert "ikke er en fridag" in phone.post(way("new"), sent).content.decode()
    assert "ikke er en fridag" in phone.get(way("dates"), sent).content.decode()


def test_a_draft_keeps_itself_and_another_who_acts_goes_on(phone, way, typed, choir, ola, at, desk_way):
    sent = typed(hours="", rhythm="other_week")
    kept = phone.post(way("keeping"), sent, headers={"HX-Request": "true"}).content.decode()
    assert "Lagret som utkast" in kept
    phone.post(way("keeping"), sent | {"title_nb": "Korøvelse for alle"}, headers={"HX-Request": "true"})
    draft = ActivityDraft.objects.get()
    desk = browser_of(ola, "lillevik.test")
    assert "Korøvelse for alle" in desk.get(desk_way("list")).content.decode()
    page = desk.get(desk_way("draft", draft.pk)).content.decode()
    assert 'value="Korøvelse for alle"' in page and '<option value="other_week" selected>' in page
    done = {**sent, "title_nb": "Korøvelse for alle", "hours": "18"}
    shown = desk.post(desk_way("draft", draft.pk), done)
    desk.post(desk_way("draft", draft.pk), done | {"seen": seen(shown)})
    assert Activity.objects.get().pk == draft.pk and not ActivityDraft.objects.exists()


def test_a_draft_is_kept_by_a_button_without_javascript_and_thrown_away_by_hand(phone, way, typed):
    answer = phone.post(way("keeping"), typed())
    draft = ActivityDraft.objects.get()
    assert answer.headers["Location"] == way("draft", draft.pk)
    phone.post(way("draft_removal", draft.pk))
    assert not ActivityDraft.objects.exists()
    assert phone.get(way("draft", draft.pk)).status_code == 404


def test_a_draft_takes_no_national_identity_number(phone, way, typed):
    answer = phone.post(way("keeping"), typed(text_nb="Ring 15076500565"), headers={"HX-Request": "true"})
    assert "fødselsnummer" in answer.content.decode() and not ActivityDraft.objects.exists()


def test_another_association_sees_neither_drafts_nor_activities(
    phone, way, publish, token, secretary, ola, at, typed
):
    publish()
    phone.post(way("keeping"), typed())
    other = register_group("Lillevik Musikkforening", by=ola, at=at)
    let_act(give_post(other, secretary, "leader", by=ola, at=at, channel="web"), by=ola, at=at, channel="web")
    desk = browser_of(ola, "lillevik.test")
    rows = {"activity": Activity, "draft": ActivityDraft, "time": Occurrence}
    for name, key in ((name, model.objects.all()[0].pk) for name, model in rows.items()):
        theirs = reverse(f"ours:activities:{name}", args=[token, other.pk, key])
        assert phone.get(way(name, key)).status_code == 200
        assert phone.get(theirs).status_code == 404
        assert desk.get(reverse(f"desk:activities:{name}", args=[other.pk, key])).status_code == 404


def test_what_is_called_off_is_not_said_to_come_from_another_calendar(phone, way, publish):
    publish()
    activity = Activity.objects.get()
    phone.post(way("cancellation", activity.pk))
    page = phone.get(way("activity", activity.pk)).content.decode()
    assert "Avlyst" in page and "Den kommer fra" not in page


def test_what_is_told_is_changed_for_all_times_and_no_language_is_lost(phone, way, publish, typed):
    publish()
    activity = Activity.objects.get()
    Activity.objects.update(title={"nb": "Åpen korøvelse", "se": "Koarra"})
    phone.post(
        way("facts", activity.pk),
        typed(title_nb="Kor for alle", title_en="Choir for all", bring="Vannflaske"),
    )
    activity.refresh_from_db()
    assert activity.title == {"nb": "Kor for alle", "en": "Choir for all", "se": "Koarra"}
    assert activity.bring == "Vannflaske"


def test_all_is_called_off_and_undone(phone, way, publish):
    publish()
    activity = Activity.objects.get()
    phone.post(way("cancellation", activity.pk))
    assert not activity.occurrences.filter(cancelled_at__isnull=True).exists()
    phone.post(way("cancellation", activity.pk), {"undo": "1"})
    activity.refresh_from_db()
    assert activity.cancelled_at is None
    assert not activity.occurrences.filter(cancelled_at__isnull=False).exists()


def test_last_season_is_used_again_with_new_days_alone(phone, way, publish):
    ends_on = clock.today() + dt.timedelta(days=60)
    publish(bring="Noter", ends_on=f"{ends_on.day}.{ends_on.month}.{ends_on.year}")
    page = phone.get(way("new"), {"copy": str(Activity.objects.get().pk)}).content.decode()
    assert 'value="Åpen korøvelse"' in page and 'value="Noter"' in page and 'value="18.00-20.00"' in page
    assert f"{ends_on.day}.{ends_on.month}.{ends_on.year}" not in page


def test_what_is_taken_off_the_square_can_be_put_back(phone, way, publish):
    publish()
    activity = Activity.objects.get()
    phone.post(way("visibility", activity.pk))
    assert phone.get(reverse("public:activities:activity", args=[activity.pk])).status_code == 404
    phone.post(way("visibility", activity.pk), {"show": "1"})
    assert phone.get(reverse("public:activities:activity", args=[activity.pk])).status_code == 200


def test_the_unit_has_activities_of_its_own_at_the_desk(ola, centre, typed, town):
    desk = browser_of(ola, "lillevik.test")
    listed = desk.get(reverse("desk:activities:mine"), follow=True)
    assert listed.redirect_chain[0][0] == reverse("desk:activities:list", args=[centre.pk])
    sent, address = typed(), reverse("desk:activities:new", args=[centre.pk])
    shown = desk.post(address, sent)
    desk.post(address, sent | {"seen": seen(shown)})
    assert Activity.objects.get().unit == centre


def test_somebody_who_is_out_cannot_publish(phone, way, typed, ola, at):
    per = find_or_add_person("Per Aune", ["41300002"], by=ola, at=at, channel="phone")
    link = make_link(OWN_PAGE, str(per.pk), at=clock.now(), valid_for=OWN_PAGE_LASTS)
    address = reverse("ours:activities:new", args=[link, way("new").split("/")[3]])
    assert phone.post(address, typed()).status_code == 404 and not Activity.objects.exists()


def test_the_overview_shows_what_is_next_how_many_come_what_is_begun_and_costs_the_same_for_many(
    phone, publish, typed, way, token, choir, django_assert_max_num_queries
):
    front = reverse("ours:overview", args=[token, choir.pk])
    assert "Ingenting er planlagt" in phone.get(front).content.decode()
    publish(takes_sign_ups="on")
    phone.post(way("keeping"), typed(title_nb="Sommerkonsert", key=str(uuid.uuid4())))
    shown = phone.get(front).content.decode()
    assert shown.count("Åpen korøvelse") == 4 and "Ett utkast er ikke lagt ut" in shown
    assert shown.count("0 er påmeldt") == 4
    called_off = Occurrence.objects.order_by("starts_at")[0]
    phone.post(way("time_cancellation", called_off.pk), {"reach": "one"})
    called_off.refresh_from_db()
    assert (
        called_off.cancelled_at
        and reverse("ours:activities:time", args=[token, choir.pk, called_off.pk])
        not in phone.get(front).content.decode()
    )
    with django_assert_max_num_queries(14):
        phone.get(front)
