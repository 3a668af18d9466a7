"""Where things are, seen from the root of the project."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "requirements"
#: What a running Samspill keeps; the product reads the same setting.
VAR = Path(os.environ.get("SAMSPILL_VAR") or ROOT / "var")
ENVIRONMENT = ROOT / ".venv"
TOOLS = ROOT / ".tools"

_BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = _BIN / ("python.exe" if os.name == "nt" else "python")


def program(name: str) -> str:
    """The path of a program installed in the environment, such as `ruff`."""
    return str(_BIN / name)
