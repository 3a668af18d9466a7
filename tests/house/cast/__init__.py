"""One of everything in Lillevik, as many times as asked, so that tests can walk all addresses."""

from tests.house.cast.everything import enter_everything
from tests.house.cast.rows import row_for

__all__ = ["enter_everything", "row_for"]
