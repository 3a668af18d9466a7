"""Samspill: open software that a Norwegian municipality and its voluntary sector run together.

The package is a house of rooms; a room may use only what stands below it. `docs/house.md` draws it,
`pyproject.toml` holds it to the drawing (import-linter), and each room's docstring says what the room is for.
"""
