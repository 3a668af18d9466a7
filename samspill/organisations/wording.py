"""The words people read for this room's codes: why a row was refused, what a column holds, which post somebody has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

#: Why a row of a national register was refused (`rules.entries.Reason`).
REJECTIONS = {
    "broken_file": _("The file is damaged and could not be read to its end."),
    "broken_row": _("The row is damaged."),
    "wrong_columns": _("The row has another number of columns than the heading."),
    "no_number": _("The row has no organisation number."),
    "wrong_number": _("The organisation number is not valid."),
    "no_name": _("The row has no name."),
    "damaged_letters": _("Letters in the name are damaged."),
    "unknown_category": _("Nobody knows this category."),
    "divided_municipality": _("The municipality was divided, and the row does not tell which part it is in."),
}

#: How others may use a story (`rules.stories.LICENCES`): what whoever tells it chooses, and what the paper reads.
STORY_LICENCES = {
    "ask": _("Ask us before you use it"),
    "press": _("Newspapers and the municipality may use it, and say where it comes from"),
    "cc_by": _("Everybody may use it, and says where it comes from (CC BY 4.0)"),
}

#: Why a file is no spreadsheet we can read (`sheets.reading.SheetUnreadable`).
UNREADABLE = {
    "too_large": _("The file is too large. At most 10 MB can be read."),
    "too_many_rows": _("The sheet has too many rows. At most 20,000 can be read; divide it in two."),
    "too_many_columns": _("The sheet has more than 300 columns."),
    "old_excel": _("The file is of an old kind, or has a password. Save it as .xlsx without a password."),
    "not_a_sheet": _("This is not a spreadsheet we can read. Save it as .xlsx or CSV."),
    "empty": _("There is nothing in the file."),
}

#: Why a row of a contact sheet was left out (`sheets.rows`, `sheets.planning`).
PROBLEMS = {
    "no_name": _("The association's name is missing."),
    "number_excel_rounded": _(
        "The spreadsheet has rounded the organisation number. Write it again in a column of text."
    ),
    "number_wrong_length": _("The organisation number does not have nine digits."),
    "number_not_digits": _("The organisation number holds something else than digits."),
    "number_wrong_check_digit": _(
        "The organisation number is not valid. Look for digits that have changed places."
    ),
    "audience_unknown": _("For whom it is has a word that we do not know."),
    "phone_unreadable": _("The phone number cannot be read."),
    "email_unreadable": _("The e-mail address cannot be read."),
    "postcode_unreadable": _("The postcode is not four digits."),
    "contact_without_name": _("There is a phone number or an e-mail address, but no name with it."),
    "holds_national_id": _("The row holds a national identity number. Take it out; it is never kept here."),
    "too_long": _("The text is too long."),
    "area_unknown": _("The municipality has no area of this name."),
    "several_of_this_name": _("Several associations have this name. Add the organisation number."),
    "could_not_be_saved": _("The row could not be saved. Nothing of it was."),
}

#: What a column of a contact sheet may hold (`sheets.columns.FIELDS`), but for the people.
COLUMNS = {
    "name": _("The association's name"),
    "number": _("Organisation number"),
    "address": _("Address"),
    "postcode": _("Postcode"),
    "town": _("Town"),
    "phone": _("Phone"),
    "mobile": _("Mobile phone"),
    "email": _("E-mail"),
    "website": _("Website"),
    "about": _("Description"),
    "categories": _("Category"),
    "audiences": _("For whom"),
    "place_text": _("Where they meet"),
    "area": _("Area"),
    "published": _("May the contact be shown to all?"),
    "contact.title": _("The contact's post"),
}

#: For whom it is (`rules.audiences`).
AUDIENCE_WORDS = {
    "everyone": _("Everyone"),
    "children": _("Children"),
    "youth": _("Young people"),
    "adults": _("Adults"),
    "seniors": _("Seniors"),
    "families": _("Families"),
    "newcomers": _("New in Norway"),
}

#: Posts in an organisation.
TITLES = {
    "leader": _("Leader"),
    "deputy": _("Deputy leader"),
    "treasurer": _("Treasurer"),
    "secretary": _("Secretary"),
    "contact": _("Contact person"),
}

_PARTS = {
    "name": _("name"),
    "first_name": _("first name"),
    "last_name": _("last name"),
    "phone": _("phone"),
    "email": _("e-mail"),
}

#: What would happen to a row of a contact sheet.
PLANS = {
    "new": _("New"),
    "update": _("Is changed"),
    "same": _("As before"),
    "problem": _("Is left out"),
}


def column_words(field: str) -> str:
    """What a column holds, such as "Postcode" or "Leader: phone"."""
    if field in COLUMNS:
        return str(COLUMNS[field])
    title, _dot, part = field.partition(".")
    return f"{TITLES[title]}: {_PARTS[part]}"


def audience_words(code: str) -> str:
    """For whom it is, in words; the code itself if we do not know it."""
    return str(AUDIENCE_WORDS.get(code, code))


def title_words(title: str) -> str:
    """A post in words; a title of somebody's own making is shown as it is."""
    return str(TITLES.get(title, title))


def rejection_words(reason: str) -> str:
    """Why a register row was refused."""
    return str(REJECTIONS.get(reason, reason))


def problem_words(problem: Mapping[str, Any]) -> str:
    """Why a row was left out, with the text it is about: {"reason": …, "text": …}."""
    words = str(PROBLEMS.get(problem["reason"], problem["reason"]))
    return (
        _("{why} It says: {text}").format(why=words, text=problem["text"]) if problem.get("text") else words
    )


def campaign_subject(name: str) -> str:
    """The subject of the e-mail."""
    return gettext("Some questions to %(name)s") % {"name": name}


def campaign_email(name: str, why: str, link: str, closes_on: dt.date, *, is_reminder: bool) -> str:
    """The e-mail with the link."""
    told = {"name": name, "why": why, "link": link, "day": _day(closes_on)}
    words = gettext(
        "Hello %(name)s!\n\n%(why)s\n\nAnswer here, without an account:\n%(link)s\n\nSeveral of you can write "
        "by the same link. You can answer until %(day)s, and change it until then. You can also say no thanks there."
    )
    first = gettext("We have not heard from you yet, and would like to.") + "\n\n" if is_reminder else ""
    return first + words % told


def campaign_sms(name: str, why: str, link: str, closes_on: dt.date, *, is_reminder: bool) -> str:
    """The same in an SMS; why we ask stands behind the link."""
    told = {"name": name, "link": link, "day": _day(closes_on)}
    if is_reminder:
        return gettext("A reminder to %(name)s: a few questions, until %(day)s. Answer here: %(link)s") % told
    return (
        gettext("To %(name)s from the municipality: a few questions, until %(day)s. Answer here: %(link)s")
        % told
    )


def _day(day: dt.date) -> str:
    return date_format(day, "j. F")


def is_the_page_right(association: str, code: int, link: str, *, is_reminder: bool) -> tuple[str, str]:
    """Subject and body of the yearly question whether the association's page is still right."""
    facts = {"association": association, "code": code, "link": link}
    asked = gettext("Is what the page of %(association)s says still right? Answer YES %(code)s if it is.")
    if is_reminder:
        asked = gettext(
            "We ask once more, and then no more: is what the page of %(association)s says right? "
            "Answer YES %(code)s if it is."
        )
    look = gettext("Look at it or change it here, for a week: %(link)s Answer STOP, and we write no more.")
    return gettext("Is the page of %(association)s right?") % facts, f"{asked % facts} {look % facts}"


def page_is_right(association: str) -> tuple[str, str]:
    """Subject and body of the thanks to one who answered that it is."""
    facts = {"association": association}
    body = gettext("Thank you! Everybody sees now that the page of %(association)s is right.")
    return gettext("Is the page of %(association)s right?") % facts, body % facts


def code_of_her_own(code: str) -> tuple[str, str]:
    """Subject and body: the code that shows that an address is hers."""
    body = gettext("Your code is %(code)s. It lasts half an hour. Did you not ask for it? Then do nothing.")
    return gettext("Your code"), body % {"code": code}


def code_to_the_association(name: str, association: str, code: str) -> tuple[str, str]:
    """To the registered address: somebody wants to act for the association, and gets in with this code."""
    body = gettext(
        "%(name)s wants to run the page of %(association)s. Is that right? Then give %(name)s this code: %(code)s. "
        "It lasts half an hour. If you do not know the name, do nothing."
    )
    facts = {"name": name, "association": association, "code": code}
    return gettext("A code for %(association)s") % facts, body % facts


def welcome_aboard(association: str, link: str) -> tuple[str, str]:
    """She acts for the association now."""
    facts = {"association": association, "link": link}
    body = gettext(
        "You now run the page of %(association)s. It is here, for a week: %(link)s Keep the address to yourself."
    )
    return gettext("The page of %(association)s") % facts, body % facts


def invited(inviter: str, association: str, link: str) -> tuple[str, str]:
    """A colleague has named her."""
    facts = {"inviter": inviter, "association": association, "link": link}
    body = gettext(
        "%(inviter)s asks you to run the page of %(association)s too. It is here, for a week: %(link)s"
    )
    return gettext("The page of %(association)s") % facts, body % facts


def handed_over(giver: str, association: str, link: str) -> tuple[str, str]:
    """Whoever ran it has handed it over to her, and is out."""
    facts = {"giver": giver, "association": association, "link": link}
    body = gettext(
        "%(giver)s has handed the page of %(association)s over to you. It is here, for a week: %(link)s"
    )
    return gettext("The page of %(association)s") % facts, body % facts


def somebody_more(name: str, association: str) -> tuple[str, str]:
    """To those who acted before: there is one more, so that nobody comes in unseen."""
    facts = {"name": name, "association": association}
    body = gettext(
        "%(name)s now also runs the page of %(association)s. Is that wrong? Call the municipality."
    )
    return gettext("One more runs the page of %(association)s") % facts, body % facts


def shown_to_everybody(association: str) -> tuple[str, str]:
    """Somebody else has said that her name and how she is reached are to stand on the page."""
    facts = {"association": association}
    body = gettext(
        "Your name and how to reach you now stand on the page of %(association)s, for everybody. "
        "Do you not want that? Ask the others who run it, or call the municipality."
    )
    return gettext("The page of %(association)s") % facts, body % facts


def no_longer_runs_it(association: str) -> tuple[str, str]:
    """Somebody else has said that she is out."""
    facts = {"association": association}
    body = gettext("You no longer run the page of %(association)s. Is that wrong? Call the municipality.")
    return gettext("The page of %(association)s") % facts, body % facts


def claim_refused(association: str, reason: str, phone: str) -> tuple[str, str]:
    """The municipality has said no, and why; she may call where it has told its number, or ask once more."""
    reason = reason if reason[-1:] in ".!?" else f"{reason}."
    facts = {"association": association, "reason": reason, "phone": phone}
    told = [
        gettext("We could not let you run the page of %(association)s. Why: %(reason)s") % facts,
        gettext("Is this wrong? Call us: %(phone)s.") % facts if phone else "",
        gettext("You may ask again when you have found out."),
    ]
    return gettext("About %(association)s") % facts, " ".join(filter(None, told))


def review_approved(association: str, title: str, reason: str, link: str) -> tuple[str, str]:
    """It was read, and stands on the square."""
    facts = {"association": association, "title": title, "link": link}
    body = gettext("“%(title)s” is read, and everybody can see it now. Your pages: %(link)s")
    return gettext("It is on the square: %(title)s") % facts, body % facts


def review_returned(association: str, title: str, reason: str, link: str) -> tuple[str, str]:
    """It was read, and cannot stand on the square as it is."""
    facts = {"association": association, "title": title, "reason": reason, "link": link}
    body = gettext(
        "We have read “%(title)s”, and cannot show it yet. Why: %(reason)s Change it here and save, and we read it "
        "again: %(link)s Do you disagree? Call us."
    )
    return gettext("We cannot show it yet: %(title)s") % facts, body % facts


def taken_off(association: str, title: str, reason: str, link: str) -> tuple[str, str]:
    """It stood on the square, and the municipality took it off."""
    facts = {"association": association, "title": title, "reason": reason, "link": link}
    body = gettext(
        "We have taken “%(title)s” off the square. Why: %(reason)s Change it here and save, and we read it again: "
        "%(link)s Do you disagree? Call us."
    )
    return gettext("We have taken it off the square: %(title)s") % facts, body % facts


#: What is read (`Review.Kind`).
REVIEW_KINDS = {
    "group": _("New group"),
    "page": _("The page of an association"),
    "picture": _("Picture"),
    "activity": _("Activity"),
    "story": _("Story"),
}

#: What two associations that may be the same share (`rules.doubles`).
SHARED = {
    "name": _("the name"),
    "email": _("the e-mail"),
    "phone": _("the phone"),
    "website": _("the website"),
    "address": _("the address"),
}
