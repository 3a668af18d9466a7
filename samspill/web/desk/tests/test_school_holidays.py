"""School holidays are written down by the desk, and what leaves them out leaves them out."""

from __future__ import annotations

from samspill.activities.models import SchoolHoliday

PAGE = "/desk/calendars/holidays/"


def test_a_holiday_is_written_down_once_and_in_order(desk, town):
    desk.post(PAGE, {"name": "Høstferie", "first_on": "2026-10-05", "last_on": "2026-10-09"})
    assert SchoolHoliday.objects.get().name == "Høstferie"
    again = desk.post(PAGE, {"name": "Igjen", "first_on": "2026-10-05", "last_on": "2026-10-06"})
    assert "alt" in again.content.decode() and SchoolHoliday.objects.count() == 1
    turned = desk.post(PAGE, {"name": "Feil", "first_on": "2026-12-24", "last_on": "2026-12-20"})
    assert "aria-invalid" in turned.content.decode() and SchoolHoliday.objects.count() == 1
    assert "Høstferie" in desk.get(PAGE).content.decode()
