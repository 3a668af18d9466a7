"""The entry point for web servers: visits counted, kept pages in front, Django behind."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspill.config.settings")
_django = get_wsgi_application()

from samspill.web.access.page_cache import kept_pages_first  # noqa: E402 - Django must be set up first.
from samspill.web.access.visits import visits_counted  # noqa: E402 - likewise.

application = visits_counted(kept_pages_first(_django))
