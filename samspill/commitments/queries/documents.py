"""A signed text as a document: what was signed, by whom, when and how."""

from __future__ import annotations

from pathlib import Path

from babel.dates import format_date
from django.utils import translation
from django.utils.translation import gettext as _

from samspill.commitments.models import AgreementText, Signature
from samspill.foundation import clock
from samspill.foundation.documents import pdf
from samspill.foundation.models import Municipality
from samspill.foundation.tenancy import entered_number
from samspill.messaging.queries import policy

_TEMPLATE = Path(__file__).resolve().parents[1] / "data" / "signed_text.typ"
_TO_SIGN = _TEMPLATE.with_name("text_to_sign.typ")
_LOCALES = {"nb": "nb", "nn": "nn", "en": "en_GB"}


def signed_text_as_pdf(signature: Signature) -> bytes:
    """The text as she signed it and the facts of the signing, in the text's own language. Tagged PDF."""
    text = signature.text
    with translation.override(text.language):
        return pdf(
            _TEMPLATE,
            {
                "title": text.title,
                "body": text.body,
                "language": text.language,
                "signed": _("Signed"),
                "facts": _facts(signature),
                "digest": signature.digest,
                "digest_of": _("The fingerprint of the text (SHA-256):"),
                "from": Municipality.objects.values_list("name_nb", flat=True).get(pk=entered_number()),
            },
        )


def text_to_sign_as_pdf(text: AgreementText, code: int | None) -> bytes:
    """The text for paper, with a line to sign on; with a code also how to sign by SMS instead. Tagged PDF."""
    with translation.override(text.language):
        by_sms = _("Or sign by SMS: send SIGN %(code)s to %(number)s from your own phone.") % {
            "code": code,
            "number": policy().sender or _("us"),
        }
        return pdf(
            _TO_SIGN,
            {
                "title": text.title,
                "body": text.body,
                "language": text.language,
                "lines": [_("Name"), _("Day"), _("Signature")],
                "by_sms": by_sms if code else "",
                "from": Municipality.objects.values_list("name_nb", flat=True).get(pk=entered_number()),
                "version": _("Version %(number)s") % {"number": text.version},
            },
        )


def _facts(signature: Signature) -> list[list[str]]:
    how = {
        "web": _("By a link of their own"),
        "sms": _("By a code sent from their phone"),
        "paper": _("On paper"),
    }
    facts = [
        [_("Name"), signature.signed_name or _("No longer kept")],
        [_("Day"), _day(signature)],
        [_("How"), how.get(signature.channel, signature.channel)],
        [_("Version"), str(signature.version)],
    ]
    if signature.channel == "paper" and signature.entered_by:
        facts.append([_("Seen by"), signature.entered_by.name])
    return facts


def _day(signature: Signature) -> str:
    moment = clock.local(signature.signed_at)
    day = format_date(moment.date(), "d MMMM y" if signature.text.language == "en" else "d. MMMM y",
                      locale=_LOCALES[signature.text.language])  # fmt: skip
    return day if signature.channel == "paper" else f"{day}, {moment:%H.%M}"
