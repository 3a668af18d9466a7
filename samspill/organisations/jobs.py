"""What the clock asks for."""

from samspill.organisations.actions import keeping as _rules  # noqa: F401 - importing it declares them.
from samspill.organisations.actions import mapping_keeping as _mapping  # noqa: F401 - likewise.
