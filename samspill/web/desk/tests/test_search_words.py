"""The desk says which words mean the same, and the square's search follows."""

from __future__ import annotations

from samspill.foundation.models import AuditEntry, SameMeaning

PAGE = "/desk/search-words/"


def test_a_line_is_written_down_told_and_taken_away(desk, town):
    assert "Ingen egne ord" in desk.get(PAGE).content.decode()
    shown = desk.post(PAGE, {"words": "Huset, ungdomsklubb"}, follow=True).content.decode()
    assert "huset ungdomsklubb" in shown
    kept = SameMeaning.objects.get()
    desk.post(f"{PAGE}{kept.pk}/removal/")
    assert not SameMeaning.objects.exists()
    said = AuditEntry.objects.filter(verb__endswith="list_words").order_by("at", "pk")
    assert list(said.values_list("verb", flat=True)) == ["list_words", "unlist_words"]


def test_a_single_word_is_told_at_the_field_and_stays_there(desk, town):
    answer = desk.post(PAGE, {"words": "Huset"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "minst to ord" in page and 'value="Huset"' in page


def test_the_square_finds_by_the_new_word_at_once(desk, town, centre, ola, at):
    import datetime as dt

    from django.test import Client

    from samspill.activities.actions import Announcement, publish_activity
    from samspill.foundation import clock
    from samspill.foundation.recurrence import Pattern

    day = clock.today() + dt.timedelta(days=2)
    publish_activity(
        Announcement(title={"nb": "Ungdomsklubb"}, unit=centre),
        [Pattern(kind="once", starts_on=day, starts_time=dt.time(18), minutes=60)],
        by=ola,
        at=clock.now(),
    )
    square = Client(headers={"host": "lillevik.test"})
    look = f"/week/?q=stallen&from={day.isoformat()}"
    assert "Ungdomsklubb" not in square.get(look).content.decode()
    desk.post(PAGE, {"words": "Stallen, ungdomsklubb"})
    assert "Ungdomsklubb" in square.get(look).content.decode()
