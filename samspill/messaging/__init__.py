"""Messaging: what is sent and what is received, by SMS, e-mail, letter or a typed-in phone call.

Words: the *outbox* holds what is to be sent, written in the transaction of the change it tells of; a *gateway*
carries it; *inbound* is what came in, stored before it is understood. Messaging does not know what an answer is
about: it rings `reply_received`, and a higher room understands it.
"""
