"""Commitments: agreements with versions, parties and signatures; who owes what by when.

Words: a *text* is what people sign, in one language; its *version* is all languages of it that were published together;
a *signature* is one person's, under one text; a *signing request* is that we asked her for one. A published text is
never changed: what is new is a new version.

It does not know what a signature opens for: it rings `text_signed`, and a higher room understands it.
"""
