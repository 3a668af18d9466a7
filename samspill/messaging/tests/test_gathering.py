"""Whose turn it is to understand what came: one at a time, nobody waits alone, and nothing is left lying."""

from samspill.messaging.actions.gathering import _Turn


def test_one_understands_and_the_others_return_at_once():
    turn = _Turn()
    assert turn.take() and not turn.take()


def test_what_came_meanwhile_is_taken_along_and_then_the_turn_is_given_back():
    turn = _Turn()
    turn.take()
    turn.take()
    assert turn.goes_on()
    turn.take()
    assert turn.goes_on() and not turn.goes_on()
    assert turn.take()


def test_the_turn_goes_to_the_next_only_if_there_is_one():
    turn = _Turn()
    turn.take()
    assert not turn.is_given_to_the_next()
    turn.enter()
    assert turn.is_given_to_the_next()
    turn.leave()
    assert turn.take()


def test_nobody_waits_where_nobody_is_on_the_way():
    turn = _Turn()
    turn.take()
    turn.let_gather()
    assert turn.goes_on()
