"""Behind `start.py`: set-up, serving, testing, checking. Standard library only: it runs before any installing."""
