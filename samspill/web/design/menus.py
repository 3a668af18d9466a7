"""What stands in the menus, in order. An entry whose address does not exist yet is left out."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    """A line in a menu: the word pages use for it in `here`, what it says, where it leads, its icon and key.

    `for_the_cell`: shown to the crisis cell and leaders alone.
    """

    here: str
    says: str | Promise
    leads_to: str
    icon: str = ""
    key: str = ""
    for_the_cell: bool = False


#: On a phone the desk's bar holds this many entries; the others wait behind «More».
FIRST_ON_A_PHONE = 4

MENUS: dict[str, tuple[Entry, ...]] = {
    "square": (
        Entry("week", _("This week"), "public:activities:week"),
        Entry("associations", _("Associations"), "public:organisations:list"),
        Entry("rooms", _("Rooms and equipment"), "public:rooms:find"),
        Entry("give", _("I want to help"), "public:asking:interest"),
        Entry("need", _("I need help"), "public:asking:request"),
    ),
    "desk": (
        Entry("today", _("Today"), "desk:today", "Sun", "g t"),
        Entry("new", _("New request"), "desk:needs:new", "PlusCircle", "n"),
        Entry("requests", _("Requests"), "desk:needs:list", "TasklistStart"),
        Entry("inbox", _("Inbox"), "desk:inbox:list", "Inbox", "g i"),
        Entry("mailings", _("Messages"), "desk:mailings:list", "Paperplane"),
        Entry("interests", _("Want to help"), "desk:interests:list", "HandHeart"),
        Entry("plans", _("Plan the week"), "desk:plans:list", "TasklistSend"),
        Entry("people", _("People"), "desk:people:list", "PersonGroup"),
        Entry("onboarding", _("Courses and papers"), "desk:onboarding:matrix", "ShieldCheckmark"),
        Entry("attendance", _("Attendance"), "desk:attendance:overview", "Tasklist"),
        Entry("recipients", _("Those who get help"), "desk:recipients:list", "HouseHeart"),
        Entry("pairings", _("Pairs"), "desk:pairings:list", "HandShakeHeart"),
        Entry("associations", _("Associations"), "desk:organisations:list", "Buildings2"),
        Entry("mapping", _("Mapping"), "desk:mapping:known", "Globe"),
        Entry("activities", _("Activities"), "desk:activities:mine", "Calendar"),
        Entry("stories", _("Stories"), "desk:stories:mine", "Newspaper"),
        Entry("rooms", _("Rooms and equipment"), "desk:rooms:bookings", "KeyHorizontal"),
        Entry("fairs", _("Foreningenes dag"), "desk:fairs:list", "Star"),
        Entry("crisis", _("Crisis"), "desk:crisis:search", "Bell", "g k", for_the_cell=True),
        Entry("calendars", _("Calendars"), "desk:calendars:list", "Calendar"),
        Entry("sheets", _("Sheets"), "desk:sheets:list", "FileExcel"),
        Entry("figures", _("Figures"), "desk:figures:latest", "BarChart"),
    ),
    "foot": (
        Entry("home", _("Front page"), "public:home"),
        Entry("stories", _("Stories"), "public:stories:list"),
        Entry("open_needs", _("What volunteers are wanted for"), "public:needs:list"),
        Entry("volunteering", _("What does it mean to be a volunteer?"), "public:about:volunteering"),
        Entry("own_page", _("My own page"), "own:ask"),
        Entry("privacy", _("What we store about you"), "public:about:privacy"),
        Entry("accessibility", _("Everyone should be able to use these pages"), "public:about:accessibility"),
        Entry("open_data", _("Open data"), "crawlers:open_data"),
        Entry("components", _("How the pages are built"), "design:components"),
        Entry("desk", _("For staff"), "desk:today"),
    ),
}
