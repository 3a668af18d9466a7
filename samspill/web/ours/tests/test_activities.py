"""An association publishes and runs what it does, on one page of a phone, and staff can do the same for it."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse

from conftest import browser_of
from samspill.activities.actions import (
    Announcement,
    cancel_sign_up,
    publish_activity,
    sign_up_or_wait,
    write_in,
)
from samspill.activities.models import Activity, ActivityDraft, Occurrence, SignUp
from samspill.activities.rules.parties import Party
from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.foundation.holidays import public_holidays
from samspill.foundation.recurrence import Pattern
from samspill.messaging.models import OutboundMessage
from samspill.organisations.actions import give_post, let_act, register_group
from samspill.people.actions import find_or_add_person
from samspill.venues.models import Place
from samspill.volunteering.wording.times import day_words
from samspill.web.access.links import OWN_PAGE, OWN_PAGE_LASTS


@pytest.fixture
def way(token, choir):
    def address(name, *keys):
        return reverse(f"ours:activities:{name}", args=[token, choir.pk, *keys])

    return address


@pytest.fixture
def desk_way(choir):
    def address(name, *keys):
        return reverse(f"desk:activities:{name}", args=[choir.pk, *keys])

    return address


@pytest.fixture
def typed(town):
    place = Place.objects.create(name="Kulturhuset")

    def write(**more):
        return {
            "key": str(uuid.uuid4()), "title_nb": "Åpen korøvelse", "text_nb": "Vi synger.", "rhythm": "week",
            "weekdays": ["tu"], "hours": "18-20", "skips_public_holidays": "on", "place": str(place.pk),
            "price_kind": "free", "languages": ["nb"],
        } | more  # fmt: skip

    return write


def seen(page):
    """What the page holds that says that its dates have been shown."""
    return page.content.decode().partition('name="seen" value="')[2].partition('"')[0]


@pytest.fixture
def publish(phone, way, typed):
    """Fill in the page and press twice: the dates are shown, then it is on the square."""

    def press(**more):
        sent = typed(**more)
        shown = phone.post(way("new"), sent)
        return phone.post(way("new"), sent | {"seen": seen(shown)}), sent

    return press


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


def test_a_time_is_not_moved_to_a_day_that_is_over_and_what_was_typed_stays(phone, way, publish):
    publish()
    first = Occurrence.objects.order_by("starts_at")[0]
    answer = phone.post(way("time", first.pk), {"day": "1.1.2020", "hours": "17-19"})
    assert "Den dagen er over" in answer.content.decode() and "1.1.2020" in answer.content.decode()
    assert Occurrence.objects.get(pk=first.pk).starts_at == first.starts_at


def test_another_place_for_all_the_times_is_said_to_be_told(phone, way, publish, typed):
    publish(takes_sign_ups="on")
    activity = Activity.objects.get()
    assert "Skriver du et annet sted" in phone.get(way("facts", activity.pk)).content.decode()
    there = typed(takes_sign_ups="on", place="", place_text="Gymsalen")
    answer = phone.post(way("facts", activity.pk), there, follow=True)
    assert "får vite hvor det er" in answer.content.decode()
    assert "får vite hvor" not in phone.post(way("facts", activity.pk), there, follow=True).content.decode()


def test_what_takes_place_once_is_moved_to_a_later_day(phone, way, publish):
    day, later = (clock.today() + dt.timedelta(days=days) for days in (10, 17))
    publish(rhythm="once", starts_on=f"{day.day}.{day.month}.{day.year}")
    activity = Activity.objects.get()
    sent = {"rhythm": "once", "starts_on": f"{later.day}.{later.month}.{later.year}", "hours": "18-20"}
    shown = phone.post(way("times", activity.pk), sent)
    phone.post(way("times", activity.pk), sent | {"seen": seen(shown)})
    standing = activity.occurrences.filter(cancelled_at__isnull=True)
    assert [clock.local_day(one.starts_at) for one in standing] == [later]


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


def test_one_time_is_moved_and_called_off_and_put_back_while_the_rest_stays(phone, way, publish):
    publish()
    first, second = Occurrence.objects.order_by("starts_at")[:2]
    day = clock.local_day(first.starts_at) + dt.timedelta(days=1)
    moved = {"day": f"{day.day}.{day.month}.{day.year}", "hours": "17-19", "place_text": "Biblioteket"}
    phone.post(way("time", first.pk), moved)
    first.refresh_from_db()
    assert clock.local(first.starts_at).strftime("%d %H.%M") == f"{day:%d} 17.00"
    assert first.place_text == "Biblioteket" and first.slot != first.starts_at
    phone.post(way("time_cancellation", second.pk))
    assert "Avlyst" in phone.get(way("activity", first.activity_id)).content.decode()
    phone.post(way("time_cancellation", second.pk), {"undo": "1"})
    assert not Occurrence.objects.filter(cancelled_at__isnull=False).exists()


def test_one_time_that_ends_the_next_day_is_moved_as_it_stands_and_a_slip_is_asked_about(phone, way, publish):
    publish(hours="22-02")
    time = Occurrence.objects.order_by("starts_at")[0]
    stands = phone.get(way("time", time.pk)).context["form"].initial
    later = stands | {"place_text": "Biblioteket"}
    assert phone.post(way("time", time.pk), later).status_code == 302
    time.refresh_from_db()
    assert time.ends_at - time.starts_at == dt.timedelta(hours=4) and time.place_text == "Biblioteket"
    asked = phone.post(way("time", time.pk), later | {"hours": "21-19"}).content.decode()
    assert "Slutter det neste dag?" in asked
    phone.post(way("time", time.pk), later | {"hours": "21-19 neste dag"})
    time.refresh_from_db()
    assert time.ends_at - time.starts_at == dt.timedelta(hours=22)
    assert phone.get(way("time", time.pk)).context["form"].initial["hours"] == "21.00-19.00 neste dag"


def test_this_and_later_get_another_pattern_and_what_is_before_stays(phone, way, publish):
    publish()
    activity = Activity.objects.get()
    third = activity.occurrences.order_by("starts_at")[2]
    day = clock.local_day(third.starts_at)
    sent = {
        "starts_on": f"{day.day}.{day.month}.{day.year}",
        "rhythm": "week",
        "weekdays": ["tu"],
        "hours": "19-21",
    }
    shown = phone.post(way("times", activity.pk), sent)
    phone.post(way("times", activity.pk), sent | {"seen": seen(shown)})
    hours = [clock.local(one.starts_at).hour for one in activity.occurrences.order_by("starts_at")[:4]]
    assert hours == [18, 18, 19, 19]


def figures(day):
    """A day as it is typed."""
    return f"{day.day}.{day.month}.{day.year}"


def field(page, name):
    """What stands in a text field of the page."""
    return re.search(rf'name="{name}"[^>]*?value="([^"]*)"', page.content.decode())


def change_hours(phone, way, hours):
    """Open the page of other times, write other hours and leave all else as it stands there."""
    activity = Activity.objects.get()
    page = phone.get(way("times", activity.pk))
    initial = page.context["form"].initial
    sent = {name: value for name, value in initial.items() if value} | {"hours": hours}
    shown = phone.post(way("times", activity.pk), sent)
    phone.post(way("times", activity.pk), sent | {"seen": seen(shown)})
    return activity.occurrences.filter(cancelled_at__isnull=True).order_by("starts_at")


def test_another_hour_of_a_season_to_come_leaves_the_season_where_it_is(phone, way, publish):
    begins = clock.today() + dt.timedelta(days=30)
    publish(starts_on=f"{begins.day}.{begins.month}.{begins.year}")
    before = [clock.local_day(one.starts_at) for one in Occurrence.objects.order_by("starts_at")[:4]]
    times = change_hours(phone, way, "17-19")
    assert [clock.local_day(one.starts_at) for one in times[:4]] == before
    assert clock.local(times[0].starts_at).hour == 17
    page = phone.get(way("activity", times[0].activity_id)).content.decode()
    assert "Hver tirsdag kl. 17.00–19.00" in page and "Hver tirsdag kl. 18.00–20.00" not in page


@pytest.mark.parametrize("weeks_ago", [1, 2])
def test_another_hour_every_other_week_leaves_the_weeks_as_they_are(
    phone, way, publish, weeks_ago, choir, ola
):
    today = clock.today()
    told = Announcement(title={"nb": "Korøvelse"}, organisation=choir)
    pattern = Pattern(
        kind="weekly", every=2, weekdays=("tu",), starts_on=today - dt.timedelta(weeks=weeks_ago),
        starts_time=dt.time(18), minutes=120, skips_public_holidays=False,
    )  # fmt: skip
    publish_activity(told, [pattern], by=ola, at=clock.now())
    later = Occurrence.objects.filter(starts_at__gt=clock.now()).order_by("starts_at")
    before = [clock.local_day(one.starts_at) for one in later[:4]]
    times = change_hours(phone, way, "17-19").filter(starts_at__gt=clock.now())
    assert [clock.local_day(one.starts_at) for one in times[:4]] == before


def test_every_other_week_begins_with_the_first_such_day(phone, way, typed):
    today = clock.today()
    before = (today + dt.timedelta(days=20)).strftime("%a")[:2].lower()
    sent = typed(
        rhythm="other_week",
        weekdays=[before],
        starts_on=figures(today + dt.timedelta(days=21)),
        skips_public_holidays="",
    )
    page = phone.get(way("dates"), sent).content.decode()
    first, second = (day_words(today + dt.timedelta(days=days)) for days in (27, 41))
    assert "De neste gangene" in page and first in page.lower() and second in page.lower()


def test_who_has_planned_other_times_goes_on_from_those(phone, way, publish):
    publish()
    activity = Activity.objects.get()
    day = clock.local_day(activity.occurrences.order_by("starts_at")[2].starts_at)
    sent = {
        "rhythm": "week",
        "weekdays": ["tu"],
        "hours": "19-21",
        "starts_on": f"{day.day}.{day.month}.{day.year}",
    }
    shown = phone.post(way("times", activity.pk), sent)
    phone.post(way("times", activity.pk), sent | {"seen": seen(shown)})
    page = phone.get(way("times", activity.pk))
    assert field(page, "hours")[1] == "19.00-21.00" and field(page, "starts_on")[1] == sent["starts_on"]
    assert field(phone.get(way("new"), {"copy": activity.pk}), "hours")[1] == "19.00-21.00"


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


def test_too_few_places_are_refused_at_the_field(phone, way, publish, typed, ola, at):
    publish(takes_sign_ups="on", places="5")
    activity = Activity.objects.get()
    first = activity.occurrences.order_by("starts_at")[0]
    for name, number in (("Kari Berg", "41200001"), ("Ali Hassan", "41200002")):
        write_in(first.pk, name, number, by=ola, at=clock.now())
    answer = phone.post(way("facts", activity.pk), typed(takes_sign_ups="on", places="1", bring="Noter"))
    page = answer.content.decode()
    assert answer.status_code == 422 and "2 har plass" in page and 'value="Noter"' in page
    activity.refresh_from_db()
    assert activity.places == 5 and activity.bring == ""


def test_whether_one_signs_up_once_for_all_is_chosen_and_stays_while_somebody_has_a_place(
    phone, way, publish, typed, ola
):
    publish(takes_sign_ups="on", places="5", for_all_times="on")
    activity = Activity.objects.get()
    assert activity.for_all_times
    first = activity.occurrences.order_by("starts_at")[0]
    write_in(first.pk, "Kari Berg", "41200001", by=ola, at=clock.now())
    answer = phone.post(way("facts", activity.pk), typed(takes_sign_ups="on", places="5"))
    assert answer.status_code == 422 and "har meldt seg på allerede" in answer.content.decode()
    phone.post(way("facts", activity.pk), typed(takes_sign_ups="on", places="6", for_all_times="on"))
    activity.refresh_from_db()
    assert activity.for_all_times and activity.places == 6


@pytest.fixture
def line(publish):
    """A time with one place and three who would like it; gives the time and the three rows."""
    publish(takes_sign_ups="on", places="1", waiting_list="pick", waiting_hours="")
    time = Activity.objects.get().occurrences.order_by("starts_at")[0]
    people = [
        find_or_add_person(f"Venter{n} Nord", [f"4120010{n}"], by="system", at=clock.now(), channel="phone")
        for n in range(3)
    ]
    return time, [sign_up_or_wait(time.pk, one, channel="web", by=one, at=clock.now()) for one in people]


def test_the_way_of_the_waiting_list_is_chosen_and_kept(phone, way, publish, typed):
    publish(takes_sign_ups="on", places="8", waiting_list="offer", waiting_hours="6")
    activity = Activity.objects.get()
    assert (activity.waiting_list, activity.waiting_hours) == ("offer", 6)
    assert 'value="6"' in phone.get(way("facts", activity.pk)).content.decode()
    phone.post(way("facts", activity.pk), typed(waiting_list="offer"))
    activity.refresh_from_db()
    assert activity.waiting_list == "", "where all have room nobody waits"


def test_questions_are_written_kept_and_taken_out_again(phone, way, publish, typed):
    asked = {
        "takes_sign_ups": "on", "seats_each": "2", "question_1_words": "Allergier?", "question_2_words": "Mat?",
        "question_2_kind": "choice", "question_2_choices": "Fisk, Kjøtt", "question_2_must": "on",
    }  # fmt: skip
    publish(**asked)
    activity = Activity.objects.get()
    assert activity.seats_each == 2 and activity.questions == [
        {"words": "Allergier?", "kind": "text", "choices": [], "must": False},
        {"words": "Mat?", "kind": "choice", "choices": ["Fisk", "Kjøtt"], "must": True},
    ]
    assert 'value="Fisk, Kjøtt"' in phone.get(way("facts", activity.pk)).content.decode()
    wrong = phone.post(way("facts", activity.pk), typed(**(asked | {"question_2_choices": "Fisk"})))
    assert wrong.status_code == 422 and "Skriv minst to" in wrong.content.decode()
    phone.post(way("facts", activity.pk), typed(takes_sign_ups="on"))
    activity.refresh_from_db()
    assert activity.questions == []


def test_an_association_sees_who_waits_and_gives_a_free_place_to_whom_it_picks(phone, way, line):
    time, (place, first, second) = line
    assert "2 venter" in phone.get(way("activity", time.activity_id)).content.decode()
    page = phone.get(way("line", time.pk)).content.decode()
    assert page.index("Venter1 Nord") < page.index("Venter2 Nord") and "Venter0" not in page
    refused = phone.post(way("line_place", time.pk, second.pk), follow=True).content.decode()
    assert "Ingen plass er ledig" in refused
    cancel_sign_up(place, channel="web", by=place.person, at=clock.now())
    given = phone.post(way("line_place", time.pk, second.pk), follow=True).content.decode()
    assert "Venter2 Nord har fått plass" in given and SignUp.objects.filter(cancelled_at=None).count() == 1
    phone.post(way("line_removal", time.pk, first.pk))
    assert "Ingen venter på plass" in phone.get(way("line", time.pk)).content.decode()


def test_an_association_that_picked_the_wrong_one_undoes_it_and_she_sees_that_she_waits(phone, way, line):
    time, (place, _first, second) = line
    cancel_sign_up(place, channel="web", by=place.person, at=clock.now())
    page, undo = way("line", time.pk), "Valgt fra listen"
    assert undo not in phone.get(page).content.decode()
    assert undo in phone.post(way("line_place", time.pk, second.pk), follow=True).content.decode()
    told = OutboundMessage.objects.get(key__startswith="moved_up").body
    undone = phone.post(way("line_place", time.pk, second.pk), {"undo": "1"}, follow=True).content.decode()
    assert "Venter2 Nord venter som før" in undone and undo not in undone and "2. Venter2 Nord" in undone
    hers = phone.get(re.search(r"/sign-up/[^/\s]+/", told)[0]).content.decode()
    assert "Du fikk denne plassen ved en feil" in hers and "gitt tilbake" not in hers
    phone.post(way("line_place", time.pk, second.pk))
    SignUp.objects.update(reminded_at=clock.now())
    stands = phone.post(way("line_place", time.pk, second.pk), {"undo": "1"}, follow=True).content.decode()
    assert "har hatt plassen så lenge" in stands and undo not in stands


def test_the_line_says_what_each_answered_so_that_one_can_choose(phone, way, publish):
    publish(
        takes_sign_ups="on", places="1", waiting_list="pick", waiting_hours="",
        question_1_words="Hvorfor?", question_1_kind="text",
    )  # fmt: skip
    time = Activity.objects.get().occurrences.order_by("starts_at")[0]
    for number, party in enumerate([Party(), Party("child", ("Ada",), (("Hvorfor?", "Glad i sang"),))]):
        one = find_or_add_person(
            f"Venter{number} Nord", [f"4120010{number}"], by="system", at=clock.now(), channel="phone"
        )
        sign_up_or_wait(time.pk, one, party=party, channel="web", by=one, at=clock.now())
    page = phone.get(way("line", time.pk)).content.decode()
    assert "Ada · Hvorfor? Glad i sang" in page


def test_a_free_place_that_somebody_waits_for_is_said_where_the_association_begins(
    phone, token, choir, way, line
):
    time, (place, *_) = line
    pages = [reverse("ours:overview", args=[token, choir.pk]), way("list")]
    assert not any("Dere velger hvem som får den" in phone.get(one).content.decode() for one in pages)
    cancel_sign_up(place, channel="web", by=place.person, at=clock.now())
    for one in pages:
        page = phone.get(one).content.decode()
        assert "Dere velger hvem som får den" in page and way("line", time.pk) in page


def test_nobody_in_the_line_of_another_time_can_be_picked(phone, way, line):
    time, (_, first, _second) = line
    other = time.activity.occurrences.order_by("starts_at")[1]
    assert phone.post(way("line_place", other.pk, first.pk)).status_code == 404


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
