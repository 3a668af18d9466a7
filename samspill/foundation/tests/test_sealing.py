"""Secrets open again for the same purpose in the same municipality, and nowhere else."""

import pytest

from samspill.foundation.sealing import Unreadable, seal, unseal
from samspill.foundation.tenancy import entered


def test_what_was_sealed_opens_again(town):
    assert unseal(seal("hemmelig", "totp"), "totp") == "hemmelig"


def test_the_same_text_never_looks_the_same_twice(town):
    assert seal("hemmelig", "totp") != seal("hemmelig", "totp")


def test_it_opens_neither_for_another_purpose_nor_in_another_municipality_nor_damaged(town, neighbour):
    sealed = seal("hemmelig", "totp")
    with pytest.raises(Unreadable):
        unseal(sealed, "codes")
    with pytest.raises(Unreadable):
        unseal(sealed[:-4] + "AAAA", "totp")
    with entered(neighbour), pytest.raises(Unreadable):
        unseal(sealed, "totp")
