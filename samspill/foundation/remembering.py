"""Answers that change slowly, remembered a while by this process: for what many pages ask and few actions change."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from samspill.foundation import clock
from samspill.foundation.tenancy import entered_number

P = ParamSpec("P")
R = TypeVar("R")

MOST = 5_000
_remembered: dict[tuple[object, ...], tuple[float, object]] = {}


def remembered(seconds: float) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a question be answered from memory for so long: per municipality and arguments (which must be hashable).

    The answer is shared: whoever gets it may not change it.
    """

    def decorate(question: Callable[P, R]) -> Callable[P, R]:
        @wraps(question)
        def answered(*args: P.args, **kwargs: P.kwargs) -> R:
            key = (question, entered_number(), args, tuple(sorted(kwargs.items())))
            until, answer = _remembered.get(key, (0.0, None))
            if until < clock.ticks():
                answer = question(*args, **kwargs)
                if len(_remembered) >= MOST:
                    _remembered.clear()
                _remembered[key] = (clock.ticks() + seconds, answer)
            return answer  # type: ignore[return-value]

        return answered

    return decorate


def forget_answers() -> None:
    """Ask everything afresh: between tests."""
    _remembered.clear()


def forget_answers_to(question: Callable[..., object]) -> None:
    """Ask this question afresh in this process, because what it asks about has just changed."""
    asked = getattr(question, "__wrapped__", question)
    for key in [key for key in _remembered if key[0] is asked]:
        _remembered.pop(key, None)
