"""The drawing that the checkers hold the code against: rooms, doors, and each exception with its reason."""

from __future__ import annotations

#: From the roof to the ground. Rooms in one row are siblings that do not know each other.
ROWS: tuple[tuple[str, ...], ...] = (
    ("config",),
    ("web",),
    ("insight",),
    ("volunteering", "dialogue", "exchange"),
    ("rounds",),
    ("activities",),
    ("venues",),
    ("commitments",),
    ("organisations",),
    ("messaging",),
    ("people",),
    ("foundation",),
)
HEIGHT = {room: -depth for depth, row in enumerate(ROWS) for room in row}
WEB_PARTS = ("public", "desk", "api", "ours", "simulator", "access", "design")

#: What a room may be entered through from another room. The ground is open everywhere.
FRONT_DOORS = {"models", "queries", "actions", "signals", "rules", "wording"}
OPEN_ROOMS = {"foundation"}
#: The fuse box connects everything, so it enters where it must.
ENTERS_ANYWHERE = {"config"}

#: The same few names in every room.
FILES_OF_A_ROOM = FRONT_DOORS | {"receivers", "jobs", "apps"}
FOLDERS_OF_A_ROOM = FILES_OF_A_ROOM | {"migrations", "tests", "locale", "templates", "templatetags", "data"}
EXTRA_FOLDERS = {
    "messaging/gateways": "one folder per operator; adding one is copying a folder",
    "organisations/registers": "reads the national registers' formats; knows no table",
    "organisations/sheets": "reads spreadsheets as municipalities keep them; knows no table",
    "people/openid": "speaks OpenID Connect; knows no table",
    "people/passkeys": "speaks Web Authentication; knows no table",
    "activities/calendars": "reads other people's calendars; knows no table",
    "volunteering/outside": "reads other sites' lists of tasks; knows no table",
}

EMPTY_WORDS = {
    "util",
    "utils",
    "helper",
    "helpers",
    "common",
    "misc",
    "manager",
    "managers",
    "service",
    "services",
}
EMPTY_VERBS = ("handle_", "process_")

#: The longest a file may be before one should cut it by subject.
LINES = 400

#: Where the clock may be read, and why.
READS_THE_CLOCK = {"foundation/clock.py": "this is the clock"}

#: Libraries that cost much memory and that few processes need: imported in the functions that use them. To sign in with
#: a passkey (fido2, at the addresses of the desk) brings `cryptography` into the web; the worker does without.
HEAVY = {
    *("PIL", "holidays", "httpx", "icalendar", "jwt", "numpy", "ortools"),
    *("python_calamine", "rapidfuzz", "segno", "typst", "xlsxwriter"),
}
HEAVY_IN_THE_WORKER = HEAVY | {"cryptography", "fido2", "waitress"}

#: Tables that belong to no municipality, and why.
OWNED_BY_NONE = {
    "foundation.Municipality": "is the owner",
    "foundation.JobLease": "a scheduled job of the installation, which visits every municipality",
    "organisations.VoluntaryRow": "the national register as it is, before it is sorted by municipality",
    "organisations.RegisterRun": "one reading of a national register, for all municipalities at once",
    "organisations.RegisterRejection": "a row of a national register that could not be read",
}

#: Tables, or columns, that sound personal and are not, and whom or what they tell of instead.
TELLS_OF_NO_PERSON = {
    "foundation.Municipality": "a municipality's own switchboard",
    "foundation.JobLease": "the name of a job",
    "foundation.Host": "the name of a host",
    "foundation.Area": "a part of town",
    "foundation.AuditEntry.subject": "the key of the row it is about",
    "people.Unit": "a municipal service",
    "people.SignInProvider": "who signs people in",
    "people.Presence.subject": "the key of the row that is open",
    "organisations.Organisation.register_name": "what the register calls an association",
    "organisations.SheetImport.sheet_name": "the name of a sheet in a workbook",
    "organisations.Organisation.postcode": "where an association has its seat",
    "organisations.Organisation.languages": "what is spoken at an association",
    "venues.Place": "a building or a spot",
    "activities.SchoolHoliday.name": "the name of a holiday",
    "activities.Fair": "a day at a school",
    "activities.FairOffer": "what an association lets pupils try",
    "activities.SchoolClass": "a class, which is many",
    "activities.Activity.languages": "what is spoken at an activity",
    "volunteering.Need.languages": "what is to be spoken; the recipient's own row tells hers",
    "volunteering.Need.gender": "who is wanted; a wish, not a description",
}

#: Tables with something personal that no rule keeps a time for, and what they go with.
GO_WITH_SOMETHING_ELSE = {
    "foundation.SearchDocument": "goes with what is found by it",
    "volunteering.StoryAboutNeed": "goes with its story, which has a rule (0033)",
}

#: Web functions that may touch tables or save, as `file:function`, and why.
WRITES_IN_WEB = {
    "web/access/sign_in.py:StaffBackend": "Django's sign-in asks its backend for the row of the one who signs in",
}

#: Column names that tell of a person wherever they stand, and endings that do.
PERSONAL_NAMES = {
    *(
        "name",
        "phone",
        "email",
        "address",
        "postcode",
        "street",
        "birth_year",
        "born_on",
        "gender",
        "languages",
    ),
    *(
        "note",
        "notes",
        "remark",
        "text",
        "body",
        "raw",
        "subject",
        "words",
        "wishes",
        "sender",
        "on_behalf_of",
    ),
}
PERSONAL_ENDINGS = ("_name", "_phone", "_email", "_address", "_text", "_words", "_note")
WAYS_TO_ERASE = ("blank", "null", "delete row", "keep: ")
