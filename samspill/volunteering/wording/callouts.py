"""What is written to those who are called out. Only `coming` holds the private part."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspill.volunteering.wording import messages
from samspill.volunteering.wording.messages import signed


@dataclass(frozen=True)
class Call:
    """A call-out as its messages tell of it. `phone` as it is read."""

    title: str
    words: str
    place: str
    private: str
    code: int
    unit: str
    phone: str
    is_drill: bool


def question(call: Call, name: str = "") -> str:
    """The question. Where two share a phone each is asked to sign with `name`."""
    parts = [
        heading(call),
        _sentence(call.words),
        _where(call),
        _("Can you come?"),
        how_to_answer(call, name),
    ]
    return " ".join(part for part in (*parts, _signed(call)) if part)


def how_to_answer(call: Call, name: str = "") -> str:
    """How a call-out is answered: with the minutes one needs."""
    if name:
        told = {"code": call.code, "name": name}
        yes = _("Answer YES %(code)s and how many minutes you need, regards %(name)s.") % told
        return f"{yes} " + _("If not: NO %(code)s regards %(name)s.") % told
    return _("Answer YES and how many minutes you need, for instance YES 20. If not: NO.")


def coming(call: Call) -> str:
    """To one who says yes: the private part, and how she tells that she is on the way."""
    parts = [_("Thank you for coming!"), _where(call), _sentence(call.private)]
    parts.append(
        _("Write ON MY WAY when you leave and HERE when you are there. If you cannot after all: NO.")
    )
    return _drill(call) + " ".join(part for part in (*parts, _signed(call)) if part)


def enough(call: Call) -> str:
    """To those who have not answered when enough come, and to one who says yes after that."""
    return _drill(call) + _(
        "Thank you, we are enough now. You do not need to come: %(title)s. %(signed)s"
    ) % {
        "title": call.title,
        "signed": _signed(call),
    }


def over(call: Call) -> str:
    """To those it concerns when it has ended."""
    return _drill(call) + _("It is over: %(title)s. Thank you for standing by. %(signed)s") % {
        "title": call.title,
        "signed": _signed(call),
    }


def news(call: Call, body: str) -> str:
    """What the crisis cell writes to those who come."""
    return f"{heading(call)} {_sentence(body)} {_signed(call)}"


def heading(call: Call) -> str:
    """What it is, with its code; a drill says so first."""
    return _drill(call) + _("Call-out %(code)s: %(title)s.") % {
        "code": call.code,
        "title": call.title.rstrip("."),
    }


def _drill(call: Call) -> str:
    return _("THIS IS A DRILL.") + " " if call.is_drill else ""


def _where(call: Call) -> str:
    return _("Meet at: %(place)s.") % {"place": call.place.rstrip(".")} if call.place else ""


def _sentence(text: str) -> str:
    bare = " ".join(text.split())
    return bare if not bare or bare.endswith((".", "!", "?")) else f"{bare}."


def _signed(call: Call) -> str:
    return signed(call.unit, call.phone)


def still_stands(organisation: str, offer: str, code: int, unit: str, phone: str) -> str:
    """The yearly question to whoever answers for what an organisation offers."""
    asked = _("Does it still stand that %(organisation)s can help in a crisis with: %(offer)s?")
    told = {"organisation": organisation, "offer": offer}
    return f"{asked % told} {messages.how_to_answer(code)} {signed(unit, phone)}"


def noted(organisation: str, unit: str, phone: str) -> str:
    """Thanks to one who answered it."""
    return _("Thank you! We have written down what %(organisation)s can help with. %(signed)s") % {
        "organisation": organisation,
        "signed": signed(unit, phone),
    }
