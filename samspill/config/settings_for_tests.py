"""Settings for the tests: the product's own, with quick password hashing and no page kept between two tests."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ.setdefault("TEST_DB_SUFFIX", f"_{os.getpid()}")
os.environ.setdefault("SAMSPILL_VAR", str(Path(tempfile.gettempdir()) / f"samspill-tests-{os.getuid()}"))

from samspill.config.settings import *  # noqa: F403 - this module is those settings, changed.

PAGE_CACHE = False
VISITS_WRITTEN_AFTER = None  # When the test says so.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
CALENDAR_ALLOW_PRIVATE = True
if DATABASES["default"]["ENGINE"].endswith("postgresql"):  # noqa: F405
    # A question that takes a minute in a town of a test takes for ever in a real one: let it fail, and be named.
    # And nobody turns off the power of a test: nothing waits for the disk.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = (  # noqa: F405
        "-c statement_timeout=60000 -c synchronous_commit=off"
    )
    DATABASES["default"]["ENGINE"] = "tools.postgresql"  # noqa: F405
