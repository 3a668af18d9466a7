"""Organisations: the register of every association, with a number or without, and the posts people hold in them.

Words: an *organisation* may also be a company or a public service; the *register* means the national ones
(Enhetsregisteret, Frivillighetsregisteret). What the register says and what the association says of itself are
kept apart; an import never overwrites the latter.
"""
