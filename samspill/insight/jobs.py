"""What the clock asks for."""

from samspill.insight.actions import keeping as _rules  # noqa: F401 - importing it declares them.
