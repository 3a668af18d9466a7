"""What happens to organisations, cut by subject: registers and sheets come in, groups are entered, posts are given."""

from samspill.organisations.actions.entities import import_entities
from samspill.organisations.actions.groups import (
    NotAWebsite,
    OrganisationKnown,
    OrganisationNameMissing,
    RegisterDecides,
    change_organisation,
    close_group,
    hide_organisation,
    register_group,
    take_page_over,
)
from samspill.organisations.actions.posts import give_post, lay_down_post, let_act, show_post
from samspill.organisations.actions.sheets import (
    ColumnsNotConfirmed,
    ColumnsUnclear,
    SheetAlreadyDone,
    SheetHasProblems,
    abandon_sheet,
    confirm_columns,
    import_sheet,
    receive_sheet,
    rejected_rows_workbook,
)
from samspill.organisations.actions.syncing import sync_registers
from samspill.organisations.actions.voluntary import import_voluntary

__all__ = [
    "ColumnsNotConfirmed",
    "ColumnsUnclear",
    "NotAWebsite",
    "OrganisationKnown",
    "OrganisationNameMissing",
    "RegisterDecides",
    "SheetAlreadyDone",
    "SheetHasProblems",
    "abandon_sheet",
    "change_organisation",
    "close_group",
    "confirm_columns",
    "give_post",
    "hide_organisation",
    "import_entities",
    "import_sheet",
    "import_voluntary",
    "lay_down_post",
    "let_act",
    "receive_sheet",
    "register_group",
    "rejected_rows_workbook",
    "show_post",
    "sync_registers",
    "take_page_over",
]
