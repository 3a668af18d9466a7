"""The small town the tests play in, its neighbour that must never see anything, and time as a value."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connections

# A Tuesday morning in March, ten o'clock in Norway: no holiday, no clock change, nobody asleep.
TUESDAY = dt.datetime(2026, 3, 10, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """The test database, which many a test empties again: without Django's own kinds and permissions, that it would
    write anew each time, a tenth of a second of work. Nobody reads them: roles are `people.UnitRole`.
    """
    from django.contrib.contenttypes.management import create_contenttypes
    from django.db.models.signals import post_migrate

    post_migrate.disconnect(create_contenttypes)
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")


@pytest.fixture
def at() -> dt.datetime:
    """The moment at which the test happens."""
    return TUESDAY


@pytest.fixture
def town(db: None, at: dt.datetime) -> Iterator[Any]:
    """Lillevik, a fictional town, entered for the whole test; its host is `lillevik.test`."""
    from samspill.foundation.tenancy import entered

    municipality = open_town("9901", "Lillevik", "lillevik.test", at)
    with entered(municipality):
        yield municipality


@pytest.fixture
def neighbour(db: None, at: dt.datetime) -> Any:
    """Storfjordby, next to Lillevik. Its people must never see anything of Lillevik. Not entered."""
    return open_town("9902", "Storfjordby", "storfjordby.test", at)


def open_town(number: str, name: str, host: str, at: dt.datetime) -> Any:
    """A fictional municipality at this host."""
    from samspill.foundation.actions import open_municipality

    return open_municipality(
        number,
        hosts=[host],
        at=at,
        name=name,
        name_nb=name,
        county_number="99",
        county="Testfylke",
        is_fictional=True,
        contact_phone="+4773000000",
        contact_hours="9–15",
    )


@pytest.fixture(autouse=True)
def _forget_what_processes_remember() -> Iterator[None]:
    forget_what_is_remembered()
    yield
    forget_what_is_remembered()


def forget_what_is_remembered() -> None:
    """As a process that has just begun."""
    from samspill.foundation.queries import forget_hosts
    from samspill.foundation.remembering import forget_answers
    from samspill.web.access.page_cache import forget_all

    for forget in (forget_hosts, forget_answers, forget_all):
        forget()


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The application may be called as a server calls it, inside the test's own transaction."""
    from django.core.signals import request_finished, request_started
    from django.db import close_old_connections

    for bell in (request_started, request_finished):
        bell.disconnect(close_old_connections)
    yield
    for bell in (request_started, request_finished):
        bell.connect(close_old_connections)


@pytest.fixture
def together() -> Callable[..., list[Any]]:
    """Run a call in many threads that start at the same moment; gives back results or exceptions, in order.

    Each thread has a connection of its own and acts in the given municipality. The test must be marked
    `@pytest.mark.django_db(transaction=True)`, or the threads see nothing.
    """

    def run(municipality: Any, calls: list[Callable[[], Any]]) -> list[Any]:
        from samspill.foundation.tenancy import entered

        outcomes: list[Any] = [None] * len(calls)
        gate = threading.Barrier(len(calls))

        def one(number: int, call: Callable[[], Any]) -> None:
            try:
                gate.wait(timeout=30)
                with entered(municipality):
                    outcomes[number] = call()
            except Exception as error:  # Given back, so that the test can look at it.
                outcomes[number] = error
            finally:
                connections.close_all()

        threads = [threading.Thread(target=one, args=pair) for pair in enumerate(calls)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        return outcomes

    return run


def grows_evenly(work: Callable[[int], object], *, size: int) -> bool:
    """Whether eight times as much takes nowhere near sixty-four times as long, as it does where each beginning is
    looked through to the end. In the processor's time of this thread, the best of three: a busy machine changes
    nothing.
    """

    def cost(much: int) -> float:
        began = time.thread_time()
        work(much)
        return time.thread_time() - began

    little, much = (min(cost(amount) for _ in range(3)) for amount in (size, 8 * size))
    return much < 24 * max(little, 0.0002)


@pytest.fixture
def centre(town: Any) -> Any:
    """Frivilligsentralen, the unit that receives the public in Lillevik."""
    from samspill.people.models import Unit

    return Unit.objects.create(name="Frivilligsentralen", receives_the_public=True, phone="+4773000000")


@pytest.fixture
def ola(centre: Any, at: dt.datetime) -> Any:
    """Ola Strand, coordinator at Frivilligsentralen; has an authenticator app."""
    return make_staff("Ola Strand", centre, "coordinator", at=at)


@pytest.fixture
def asker(ola: Any, at: dt.datetime) -> Any:
    """Ola as gates know him."""
    from samspill.people.queries import asker_for

    return asker_for(ola, on=at.date())


@pytest.fixture
def desk(ola: Any) -> Any:
    """Ola's browser, signed in at the desk of Lillevik: `desk.get("/desk/…")`."""
    return browser_of(ola, "lillevik.test")


def make_staff(name: str, unit: Any, role: str, *, at: dt.datetime) -> Any:
    """A member of staff with a role since yesterday, and with the second step in place."""
    from allauth.mfa.models import Authenticator

    from samspill.people.models import StaffMember, UnitRole

    email = f"{name.split()[0].lower()}.{unit.pk.hex[-4:]}@kommune.test"
    staff = StaffMember.objects.create(name=name, email=email, invited_at=at)
    since = at.date() - dt.timedelta(days=1)
    UnitRole.objects.create(staff=staff, unit=unit, role=role, from_on=since)
    Authenticator.objects.create(
        user=staff, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )
    return staff


def database_url() -> str:
    """The database of this test, for a process of its own that is to look at the same."""
    facts = connections["default"].settings_dict
    if connections["default"].vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    return f"postgres://{facts['USER']}:{facts['PASSWORD']}@{facts['HOST']}:{facts['PORT'] or 5432}/{facts['NAME']}"


def browser_of(staff: Any, host: str) -> Any:
    """A signed-in browser that visits this host."""
    from django.test import Client

    client = Client(HTTP_HOST=host)
    client.force_login(staff)
    return client
