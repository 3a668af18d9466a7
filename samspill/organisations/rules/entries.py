"""What comes out of a register file: an entity, a voluntary entry, or a row that could not be used and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a row was refused. The words people read stand in `organisations.wording`."""

    BROKEN_FILE = "broken_file"
    BROKEN_ROW = "broken_row"
    WRONG_COLUMNS = "wrong_columns"
    NO_NUMBER = "no_number"
    WRONG_NUMBER = "wrong_number"
    NO_NAME = "no_name"
    DAMAGED_LETTERS = "damaged_letters"
    UNKNOWN_CATEGORY = "unknown_category"
    DIVIDED_MUNICIPALITY = "divided_municipality"


@dataclass(frozen=True, slots=True)
class Rejected:
    """Row number `row` (from 1) could not be used. `excerpt` is the offending text, at most 200 characters."""

    row: int
    reason: Reason
    number: str = ""
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class NotAnAssociation:
    """An entity that does not concern the voluntary sector: a company, a sole trader, a public body."""

    number: str


@dataclass(frozen=True, slots=True)
class Address:
    """An address as registered. `municipality` is the number the register gives, which may be older than 2024."""

    lines: tuple[str, ...]
    postcode: str
    place: str
    municipality: str
    country: str


@dataclass(frozen=True, slots=True)
class RegisterEntity:
    """One entity of Enhetsregisteret, cut down to what concerns an association. A deleted one has few fields."""

    number: str
    name: str
    form: str
    website: str = ""
    email: str = ""
    phone: str = ""
    mobile: str = ""
    business_address: Address | None = None
    postal_address: Address | None = None
    in_voluntary_register: bool = False
    voluntary_since_on: dt.date | None = None
    founded_on: dt.date | None = None
    registered_on: dt.date | None = None
    purpose: str = ""
    activity: str = ""
    written_language: str = ""  # "nb", "nn" or ""
    parent_number: str = ""
    former_names: tuple[str, ...] = ()
    is_bankrupt: bool = False
    is_winding_up: bool = False
    deleted_on: dt.date | None = None
    is_removed: bool = False

    @property
    def municipality(self) -> str:
        """The registered municipal number: of the business address, else of the postal address, else empty."""
        for address in (self.business_address, self.postal_address):
            if address is not None and address.municipality:
                return address.municipality
        return ""

    @property
    def has_ended(self) -> bool:
        """Deleted or removed from the register."""
        return self.deleted_on is not None or self.is_removed


@dataclass(frozen=True, slots=True)
class VoluntaryEntry:
    """One organisation in Frivillighetsregisteret, which holds no name and no address.

    `categories` are codes, the main one first. `grassroots_share`: takes part in grasrotandelen.
    """

    number: str
    categories: tuple[str, ...] = ()
    status: str = ""
    entered_on: dt.date | None = None
    first_entered_on: dt.date | None = None
    deleted_on: dt.date | None = None
    bank_account: str = ""
    grassroots_share: bool | None = None
