"""Reading what Brønnøysundregistrene give out: bytes in, plain records or reasons for refusing them out.

Nothing here knows the database. `entries` says what comes out, `streams` and `json_stream` get text out of damaged
files, `entities` and `voluntary` read the two registers, `sync` asks their live API.
"""
