"""Talking with a browser about passkeys (Web Authentication, W3C): what it is asked, and whether it is believed.

    site = Site("Lillevik", "https://lillevik.example")
    asked = ask_for_new(site, Owner(handle, name), known=[])   # the options go to the browser, the challenge stays
    made = read_new(site, asked.challenge, answer)             # what is kept: an id, the public half, a counter
    asked = ask_for_any(site)
    counter = read_used(site, asked.challenge, made.public_key, answer)

Nobody says a name to come in: the key itself knows whose it is (a discoverable credential). No attestation is asked
for, since we do not care who made the phone. Knows nothing of the database; the signatures are the library's.
"""

from samspill.people.passkeys.asking import (
    PATIENCE_SECONDS,
    Asked,
    Made,
    NotBelieved,
    Owner,
    Site,
    ask_for_any,
    ask_for_new,
    id_in,
    may_be_copied,
    read_new,
    read_used,
)

__all__ = [
    "PATIENCE_SECONDS",
    "Asked",
    "Made",
    "NotBelieved",
    "Owner",
    "Site",
    "ask_for_any",
    "ask_for_new",
    "id_in",
    "may_be_copied",
    "read_new",
    "read_used",
]
