"""Spreadsheets of contacts as municipalities keep them: read, columns guessed, rows understood, problems given back.

Pure: bytes and cells in, values out. `queries.sheets` compares with what we have, `actions.sheets` brings it in.
"""
