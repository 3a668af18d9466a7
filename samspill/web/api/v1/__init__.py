"""Open data, version 1: what the square shows, as JSON. Reading is open and needs no key.

Texts come in all the languages there are ({"nb": …, "en": …}), so that an answer is the same for every reader. What
goes wrong is told as RFC 9457 has it, in the reader's language. The addresses, their parameters and their answers stand
in `document.py`, and a test holds the answers against it.
"""
