"""What the ground does when the application starts."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class FoundationConfig(AppConfig):
    """Takes the triggers that note changes down before tables are built anew, and puts them up after."""

    name = "samspill.foundation"

    def ready(self) -> None:
        pre_migrate.connect(_before, sender=self, dispatch_uid="samspill.foundation.changes")
        post_migrate.connect(_after, sender=self, dispatch_uid="samspill.foundation.changes")


def _before(using: str, **_: Any) -> None:
    from samspill.foundation.changes import take_down

    take_down(using)


def _after(using: str, **_: Any) -> None:
    from samspill.foundation.changes import put_up

    put_up(using)
