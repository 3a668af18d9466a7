"""Reading what Brønnøysundregistrene give out: bytes in, plain records or reasons for refusing them out.

Nothing here knows the database. What comes out stands in `rules.entries`. `streams`, `json_stream` and `csv_stream` get
records out of damaged files, `entities` and `voluntary` read the two registers, `live` asks their live API.
"""
