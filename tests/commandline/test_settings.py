"""Each setting the program reads is told of."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_setting_is_in_the_document():
    source = (ROOT / "samspill/config/settings.py").read_text() + (
        ROOT / "samspill/config/reading.py"
    ).read_text()
    read = set(re.findall(r'(?:read\.\w+|environ\.get)\(\s*f?"([A-Z_]+)"', source)) - {"TEST_DB_SUFFIX"}
    told = set(re.findall(r"`([A-Z_]{4,})`", (ROOT / "docs/settings.md").read_text()))
    assert len(read) > 15
    assert read <= told, f"docs/settings.md does not tell of {sorted(read - told)}"
