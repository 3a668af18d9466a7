"""The simulator: the ordinary HTTP gateway, speaking to a small operator of our own with phones one can look at."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.utils.crypto import salted_hmac

from samspill.messaging.gateways.http_operator.operator import HttpOperator, Speech


@cache
def make() -> HttpOperator:
    """The gateway to the operator at `SIMULATOR_URL`."""
    speech = Speech(url=f"{settings.SIMULATOR_URL}/messages", secret=shared_secret(), finds=True)
    return HttpOperator("simulator", speech)


def shared_secret() -> str:
    """What the stand-in operator signs with: known to whoever knows this installation's own key."""
    return salted_hmac("samspill.simulator", "operator", algorithm="sha256").hexdigest()
