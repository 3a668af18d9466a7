"""Where the folder of real files is, for those tests that want it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def outside_data() -> Path:
    """The folder of real files beside the checkout (or where OUTSIDE_DATA says); the test is skipped without it."""
    folder = Path(os.environ.get("OUTSIDE_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no folder of real files at {folder}: set OUTSIDE_DATA to run this test")
    return folder
