"""Floods stop without puzzles: claims and groups; and tomorrow one may again."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.foundation.limits import TooOften
from samspill.organisations import actions
from samspill.organisations.actions import Claimant, register_group


def test_no_more_than_a_board_asks_to_act_for_one_association_at_once(town, ola, at):
    choir = register_group("Lillevik Blandakor", by=ola, at=at)
    for number in range(5):
        actions.ask_the_desk(choir.pk, _somebody(number), "Valgt i mars", at=at)
    with pytest.raises(TooOften):
        actions.ask_the_desk(choir.pk, _somebody(6), "Valgt i mars", at=at)
    assert actions.ask_the_desk(choir.pk, _somebody(6), "Valgt i mars", at=at + dt.timedelta(hours=1))


def test_one_phone_registers_a_few_groups_and_no_dozen(town, at):
    for number in range(3):
        later = at + dt.timedelta(hours=number)
        actions.ask_for_group(f"Gruppe nummer {number}", "", _somebody(1), at=later)
    with pytest.raises(TooOften):
        actions.ask_for_group("Gruppe nummer fire", "", _somebody(1), at=at + dt.timedelta(hours=3))


def _somebody(number):
    return Claimant("Marit Sand", f"4130000{number}", "leader")
