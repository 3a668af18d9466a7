"""Behind `start.py`: set-up, serving, testing, checking. Standard library only, for it runs before anything is installed."""
