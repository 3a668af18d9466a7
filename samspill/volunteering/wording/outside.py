"""What is said of tasks of others, and of lists that could not be read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

#: Names of formats, the same in every language.
KINDS = {"rss": "RSS", "atom": "Atom", "json_feed": "JSON Feed", "samspill": "Samspill"}
PROBLEM_WORDS = {
    "not_tasks": _(
        "We found no list of tasks here. Ask whoever runs the site for an RSS, Atom or JSON feed."
    ),
    "broken": _("The list is broken, and nothing in it could be read."),
    "too_many_bytes": _("The list is too big."),
    "too_many_tasks": _("The list has more tasks than we read. The rest was left out."),
    "no_title": _("The task has no title. It was left out."),
    "no_page": _("The task has no page of its own that one can open. It was left out."),
    "national_id": _(
        "A national identity number stands in the task. It was left out, and we kept nothing of it."
    ),
    "twice": _("The task stands in the list twice. We read the first."),
    "ours": _("The task is one of our own. It was left out."),
    "not_an_address": _("This is not an address we can read."),
    "unknown_host": _("There is no such address."),
    "private_address": _("The address is inside a private network. We do not read from there."),
    "no_connection": _("We could not reach the other site."),
    "timed_out": _("The other site did not answer in time."),
    "too_many_redirects": _("The address leads on and on, and never to a list."),
    "not_found": _("The list is no longer at this address."),
    "needs_sign_in": _("The list is not open to all. Ask the other site for an open address."),
    "asked_too_often": _("The other site asks us to come back later."),
    "server_error": _("The other site has a fault."),
}


def source_kind(code: str) -> str:
    """What the format of a list is called."""
    return KINDS.get(code, code)


def problem_words(reason: str) -> str:
    """Why a list, or a task in it, could not be read, in a sentence."""
    return str(PROBLEM_WORDS.get(reason) or _("Something could not be read."))
