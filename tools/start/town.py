"""What Samspill needs before it can serve: translations, a database, and a town with something in it."""

from __future__ import annotations

from tools.start.places import PYTHON, VAR
from tools.start.running import samspill, surely
from tools.start.saying import step

AS_DEMO = {"SAMSPILL_DEMO": "true"}


def prepare() -> str:
    """Everything a newcomer needs to look around; how to sign in, in words.

    Repeatable: what is already there stays as it is.
    """
    VAR.mkdir(exist_ok=True)
    put_translations_in_place()
    with step("Gathering style, pictures and scripts"):
        surely(samspill("collectstatic", "--no-input", "--verbosity", "0"))
    with step("Bringing the database up to date"):
        surely(samspill("migrate"))
    with step("Building the demo town"):
        return surely(samspill("demo"), AS_DEMO)


def put_translations_in_place() -> None:
    """Compile the catalogues that have changed since last time."""
    with step("Putting the translations in place"):
        surely([str(PYTHON), "-m", "tools.messages", "--compile"])
