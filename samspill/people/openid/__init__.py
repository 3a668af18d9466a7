"""Talking with an OpenID Connect provider: ID-porten, Entra, or any other that has a discovery document.

    client = Client("https://test.idporten.no", "our-id", "our secret")
    begun = begin(client, back_to="https://lillevik.example/me/sign-in/back/")   # send her to begun.url, keep the rest
    subject = finish(client, begun, answer, back_to=…, at=…)                     # who she is there: a word, no more

The code flow with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 7636, RFC 9207). We ask for `openid` alone and
keep nothing but the subject: ID-porten may tell her national identity number too, and it is never read.
Knows nothing of the database.
"""

from samspill.people.openid.conversation import (
    Answer,
    Begun,
    Cancelled,
    Client,
    SignInFailed,
    begin,
    finish,
    is_safe_address,
)

__all__ = ["Answer", "Begun", "Cancelled", "Client", "SignInFailed", "begin", "finish", "is_safe_address"]
