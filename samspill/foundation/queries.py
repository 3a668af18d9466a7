"""Questions about municipalities and their host names."""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet

from samspill.foundation import clock
from samspill.foundation.models import Area, Host, Municipality
from samspill.foundation.tenancy import entered_number

REMEMBERED_SECONDS = 10
_remembered: dict[str, tuple[float, Municipality | None]] = {}


def municipality_at(host: str) -> Municipality | None:
    """The open municipality a host name (port allowed, any case) leads to, or None. Remembered for ten seconds."""
    name = host.rsplit(":", 1)[0].lower().rstrip(".")
    until, found = _remembered.get(name, (0.0, None))
    if until < clock.ticks():
        found = _look_up(name)
        if len(_remembered) > 2000:
            _remembered.clear()
        _remembered[name] = (clock.ticks() + REMEMBERED_SECONDS, found)
    return found


def forget_hosts() -> None:
    """Look every host up afresh: after a municipality was opened, and between tests."""
    _remembered.clear()


def web_address(municipality: Municipality, path: str = "/") -> str:
    """The full web address of a page of this municipality, for messages; its first host by name leads there.

    Raises `Host.DoesNotExist` for one without a host.
    """
    host = Host.objects.filter(municipality=municipality).order_by("name").first()
    if host is None:
        raise Host.DoesNotExist(municipality)
    return f"{settings.PUBLIC_URL_SCHEME}://{host.name}{settings.PUBLIC_PORT}{path}"


def address_here(path: str = "/") -> str:
    """The full web address of a page of the entered municipality, for messages. Raises `Host.DoesNotExist`."""
    return web_address(Municipality.objects.get(pk=entered_number()), path)


def open_municipalities() -> QuerySet[Municipality]:
    """Municipalities this installation serves, by name, with their hosts."""
    return Municipality.objects.filter(opened_at__isnull=False).order_by("name").prefetch_related("hosts")


def areas() -> list[Area]:
    """The parts of the entered municipality, by name in Norwegian order: æ, ø and å last."""
    return sorted(Area.objects.all(), key=lambda area: area.name.casefold().translate(_LAST_LETTERS))


_LAST_LETTERS = str.maketrans("æøå", "{|}")


def _look_up(name: str) -> Municipality | None:
    host = (
        Host.objects.select_related("municipality")
        .filter(name=name, municipality__opened_at__isnull=False)
        .first()
    )
    return host.municipality if host else None
