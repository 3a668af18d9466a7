"""A page of the desk, any of them."""

import pytest


@pytest.fixture
def at_a_desk_page():
    return "/desk/people/"
