"""E-mail over SMTP, to the server of the settings `SMTP_…`."""

from __future__ import annotations

from django.conf import settings

from samspill.messaging.gateways.smtp.post import Post, Server


def make() -> Post:
    """The mail server of the settings; read anew each time, for it costs nothing."""
    return Post(
        Server(
            host=settings.EMAIL_HOST,
            port=settings.EMAIL_PORT,
            user=settings.EMAIL_HOST_USER,
            password=settings.EMAIL_HOST_PASSWORD,
            tls=settings.EMAIL_USE_TLS,
            timeout_seconds=settings.EMAIL_TIMEOUT or 20,
        ),
        standard_sender=settings.DEFAULT_FROM_EMAIL,
    )
