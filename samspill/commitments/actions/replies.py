"""An answer by SMS that is a signature: the word and the code from the foot of the text, from her own phone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.utils import translation

from samspill.commitments.actions.asking import make_signing_link
from samspill.commitments.actions.signatures import TextReplaced, sign
from samspill.commitments.models import AgreementText, SigningRequest
from samspill.commitments.queries.messages import language_of
from samspill.commitments.queries.texts import nearest_of
from samspill.commitments.rules.signatures import code_signed_with
from samspill.commitments.wording import signatures as words
from samspill.foundation.actions import subject_of
from samspill.messaging.actions import queue_message
from samspill.messaging.models import InboundMessage
from samspill.messaging.rules.replies import Reply
from samspill.messaging.signals import Outcome


@transaction.atomic
def take_signature(inbound: InboundMessage, reply: Reply, *, at: dt.datetime) -> Outcome | None:
    """Let «SIGN 4711» be a signature, where that code was given to somebody who is reached at the sender's number.

    A code that belongs to a version that is replaced signs nothing; she gets a link to the new one. None for all else:
    then others, or a person, find out.
    """
    code = code_signed_with(inbound.body)
    request = _request_behind(code, inbound) if code else None
    if request is None:
        return None
    text = nearest_of(request.kind, request.version, language_of(request.person))
    if text is None:
        return None
    outcome = _sign(request, text, inbound, at)
    return Outcome(outcome, about=subject_of(request), person=request.person)


def _request_behind(code: int, inbound: InboundMessage) -> SigningRequest | None:
    request = SigningRequest.objects.select_related("person").filter(code=code).first()
    if request is None or request.person.erased_at or request.person.merged_into_id:
        return None
    hers = request.person.contact_points.filter(value=inbound.sender).exists()
    return request if hers or request.address == inbound.sender else None


def _sign(request: SigningRequest, text: AgreementText, inbound: InboundMessage, at: dt.datetime) -> str:
    person = request.person
    try:
        signature = sign(text, person, name=person.name, channel=inbound.channel, by=person, at=at)
    except TextReplaced:
        _answer(request, inbound, words.text_has_changed, at)
        return "text_changed"
    _answer(request, inbound, words.thank_you, at)
    return "signed" if signature.signed_at == at else "signed_before"


def _answer(
    request: SigningRequest, inbound: InboundMessage, say: Callable[[str, str], str], at: dt.datetime
) -> None:
    person = request.person
    with translation.override(language_of(person)):
        body = say(request.kind, make_signing_link(person, at=at))
    queue_message(
        channel=inbound.channel,
        address=inbound.sender,
        body=body,
        key=f"signed:{inbound.pk}",
        person=person,
        about=subject_of(request),
        at=at,
        answers_now=True,
    )
