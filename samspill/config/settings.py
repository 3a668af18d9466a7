"""Settings, read from the environment only. A wrong value stops with its name and how to mend it.

`docs/settings.md` lists them all; `samspill doctor` says in words what is misconfigured.
"""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF

from samspill.config.reading import Setting, read_secret_key

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "samspill"
read = Setting(environ.Env())

VAR = Path(read.text("SAMSPILL_VAR", default=str(ROOT / "var")))
DEMO = read.flag("SAMSPILL_DEMO", default=False)
DEBUG = read.flag("SAMSPILL_DEBUG", default=False)
SECRET_KEY = read_secret_key(VAR)
ALLOWED_HOSTS = ["*"]  # The host table decides: an unknown host gets the list of municipalities, never a row.

ROOMS = (
    "foundation",
    "people",
    "messaging",
    "organisations",
    "commitments",
    "venues",
    "activities",
    "rounds",
    "volunteering",
    "dialogue",
    "exchange",
    "insight",
)
DOORS = ("design", "public", "desk", "api", "ours", "simulator", "access")

INSTALLED_APPS = [
    *(f"samspill.web.{door}" for door in DOORS),  # First: their templates go before the libraries' own.
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",  # Its widgets' templates.
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    *(f"samspill.{room}" for room in ROOMS),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "samspill.web.api.health.answered_before_hosts",
    "samspill.web.access.middleware.municipality_from_host",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "samspill.web.access.middleware.language_of_reader",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "samspill.config.urls"
WSGI_APPLICATION = "samspill.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samspill.web.design.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

DATABASES = {"default": read.database("DATABASE_URL", default=f"sqlite:///{VAR / 'samspill.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL and IMMEDIATE: readers never wait, writers queue instead of failing half-way (docs/decisions).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
    }
    # Opening SQLite costs as much as three pages' questions; each thread keeps its connection.
    DATABASES["default"]["CONN_MAX_AGE"] = None
    DATABASES["default"]["TEST"] = {
        "NAME": str(VAR / f"test{read.text('TEST_DB_SUFFIX', default='')}.sqlite3")
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["TEST"] = {"NAME": f"test_samspill{read.text('TEST_DB_SUFFIX', default='')}"}

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}}
}

#: Pages that are the same for everybody are kept a short while (web/access/page_cache.py).
PAGE_CACHE = read.flag("SAMSPILL_PAGE_CACHE", default=True)
#: Seconds that visits are counted in memory before they are written (0039).
VISITS_WRITTEN_AFTER: float | None = 5.0

SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # E-mail is unique within a municipality; StaffBackend asks there.
    "security.W005",  # Neighbouring host names may belong to others; HSTS for them is not ours to promise.
    "security.W021",  # Nor is a place on the browsers' list.
]

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Norsk bokmål"), ("nn", "Norsk nynorsk"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / door / "locale" for door in DOORS]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Oslo"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

AUTH_USER_MODEL = "people.StaffMember"
AUTHENTICATION_BACKENDS = ["samspill.web.access.sign_in.StaffBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "samspill.web.access.sign_in.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_UNIQUE_EMAIL = (
    True  # Of addresses the library keeps itself: none. Ours is unique within a municipality.
)
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "samspill.web.access.sign_in.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
MFA_TOTP_ISSUER = "Samspill"
MFA_TOTP_TOLERANCE = 1  # The code before and the one after count too: people type slowly, and phones are off.

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_ENGINE = "django.contrib.sessions.backends.db"
BEHIND_TLS = read.flag("SAMSPILL_TLS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "https://cache.kartverket.no"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

#: The stand-in operator of a demo; its mailboxes and the worker's letterbox are at the two ports after it.
SIMULATOR_URL = read.text("SIMULATOR_URL", default="http://127.0.0.1:8009")
_AFTER_SIMULATOR = (urlsplit(SIMULATOR_URL).port or 8009) + 1

EMAIL_HOST = read.text("SMTP_HOST", default="127.0.0.1")
EMAIL_PORT = read.number("SMTP_PORT", default=_AFTER_SIMULATOR if DEMO else 25)
EMAIL_HOST_USER = read.text("SMTP_USER", default="")
EMAIL_HOST_PASSWORD = read.text("SMTP_PASSWORD", default="")
EMAIL_USE_TLS = read.flag("SMTP_TLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = read.text("SAMSPILL_EMAIL_FROM", default="samspill@localhost")

#: Where the worker takes answers by e-mail; the municipality's mail server sends them there.
MAIL_LISTEN = read.listen("MAIL_LISTEN", default=f"127.0.0.1:{_AFTER_SIMULATOR + 1}" if DEMO else "")

#: Where the parts of the world outside are.
SMS_OPERATOR: dict[str, Any] = {
    "url": read.text("SMS_OPERATOR_URL", default=""),
    "authorization": read.text("SMS_OPERATOR_AUTHORIZATION", default=""),
    "secret": read.text("SMS_OPERATOR_SECRET", default=""),
    "fields": read.text("SMS_OPERATOR_FIELDS", default=""),
    "format": read.text("SMS_OPERATOR_FORMAT", default="json"),
    "finds": read.flag("SMS_OPERATOR_FINDS", default=False),
}
BRREG_URL = read.text("BRREG_URL", default="https://data.brreg.no")
CALENDAR_ALLOW_PRIVATE = read.flag("CALENDAR_ALLOW_PRIVATE", default=DEMO)
PUBLIC_URL_SCHEME = "https" if BEHIND_TLS else "http"
#: What stands behind the host name in addresses we send: nothing behind a proxy, else the port we listen on.
PUBLIC_PORT = "" if BEHIND_TLS else f":{read.number('PORT', default=8000)}"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": read.text("SAMSPILL_LOG", default="WARNING")},
    # Says of every busy second that somebody waited a moment; a page that is slow is seen elsewhere.
    "loggers": {"waitress.queue": {"level": "ERROR"}},
}

# Whoever asks for thousands of rows makes thousands of objects at once, and Python looks through all it has for circles
# each time it has made 700: a third of the time it takes to find who fits among 20,000. Each process reads this once.
gc.set_threshold(50_000, 20, 50)
