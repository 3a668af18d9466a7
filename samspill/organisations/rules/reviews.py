"""Whose words are read before they are shown."""

from __future__ import annotations

from dataclasses import dataclass

#: Nobody's are read first · those of groups that registered themselves · those of everyone who is not trusted yet.
READS = ("nobody", "groups", "everyone")


@dataclass(frozen=True, slots=True)
class Publishing:
    """A municipality's rule. These are the values where it has chosen none."""

    reads: str = "groups"
    enough: int = 3
    usual_days: int = 2
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an association. `decided`: what a person said of its trust; None where nobody has."""

    registered_itself: bool
    decided: bool | None
    approved: int


def why_trusted(rule: Publishing, standing: Standing) -> str:
    """Why it publishes unread: `decided`, `rule` (nobody reads it), `approved` (often enough); "" where it waits.

    What a person has decided goes before every rule.
    """
    if standing.decided is not None:
        return "decided" if standing.decided else ""
    if rule.reads == "nobody" or (rule.reads == "groups" and not standing.registered_itself):
        return "rule"
    return "approved" if standing.approved >= rule.enough else ""
