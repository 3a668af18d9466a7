"""What people are written when they are asked to sign, and have signed: short, and with a name to ask."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from samspill.commitments.wording.texts import kind_word


def please_sign(name: str, kinds: Sequence[str], link: str, signed: str) -> str:
    """The link to what she is asked to read and sign."""
    words = _("Hi %(name)s! Before you can help we need you to read and sign: %(what)s. Open %(link)s") % {
        "name": first_name(name),
        "what": listed(kinds),
        "link": link,
    }
    return f"{words} {signed}"


def please_sign_new(name: str, kinds: Sequence[str], link: str, signed: str) -> str:
    """There is a new version of what she signed."""
    words = _(
        "Hi %(name)s! There is a new version of what you signed: %(what)s. Read and sign it here: %(link)s"
    ) % {
        "name": first_name(name),
        "what": listed(kinds),
        "link": link,
    }
    return f"{words} {signed}"


def code_after_reading_out(kind: str, code: int, signed: str) -> str:
    """She was read the text on the phone."""
    words = _("We have read this to you on the phone: %(what)s. To sign it, answer SIGN %(code)s.") % {
        "what": kind_word(kind),
        "code": code,
    }
    return f"{words} {signed}"


def thank_you(kind: str, link: str) -> str:
    """She has signed; where her copy is."""
    return _("Thank you! You have signed: %(what)s. Your copy: %(link)s") % {
        "what": kind_word(kind),
        "link": link,
    }


def text_has_changed(kind: str, link: str) -> str:
    """The code belonged to a version that is not the newest."""
    return _(
        "%(what)s has changed since you got the code, so nothing is signed. Read the new one here: %(link)s"
    ) % {
        "what": kind_word(kind),
        "link": link,
    }


def subject(kinds: Sequence[str]) -> str:
    """The subject of an e-mail about it."""
    return listed(kinds)


def listed(kinds: Sequence[str]) -> str:
    """Texts in a list: «the volunteer agreement and the declaration»."""
    return _(" and ").join(kind_word(kind).lower() for kind in kinds)


def signed_by(unit: str, phone: str) -> str:
    """Who writes, and whom to call."""
    return (
        _("Regards %(unit)s, %(phone)s") % {"unit": unit, "phone": phone}
        if phone
        else _("Regards %(unit)s") % {"unit": unit}
    )


def first_name(name: str) -> str:
    """What one says to somebody: the first of her names."""
    return name.split()[0] if name.split() else name
