"""The figures of `start.py bench`: what must be fast or small, each beside a floor measured in the same run.

One module per subject. Each runs in a process of its own, with a database of its own under `var/bench`, and prints
its figures as JSON; `python -m tools.bench` gathers them in a table.
"""
