"""What people answer by SMS is understood where it is plain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.messaging.rules.replies import Answer, Reply, understand
from samspill.messaging.tests.reply_texts import NO, START, STOP, WITHDRAW, YES, lines


@pytest.mark.parametrize("text", lines(YES))
def test_a_plain_yes_is_understood(text: str) -> None:
    assert understand(text) == Reply(Answer.YES)


@pytest.mark.parametrize("text", lines(NO))
def test_a_plain_no_is_understood(text: str) -> None:
    assert understand(text) == Reply(Answer.NO)


@pytest.mark.parametrize("text", lines(WITHDRAW))
def test_somebody_who_cannot_come_after_all_is_understood(text: str) -> None:
    assert understand(text) == Reply(Answer.WITHDRAW)


@pytest.mark.parametrize("text", lines(STOP))
def test_stop_is_understood_in_every_language(text: str) -> None:
    assert understand(text).answer == Answer.STOP


@pytest.mark.parametrize("text", lines(START))
def test_somebody_who_wants_messages_again_is_understood(text: str) -> None:
    assert understand(text) == Reply(Answer.START)


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("JA 123", Reply(Answer.YES, 123)),
        ("ja123", Reply(Answer.YES, 123)),
        ("Ja, 123", Reply(Answer.YES, 123)),
        ("123 ja takk", Reply(Answer.YES, 123)),
        ("JA #123", Reply(Answer.YES, 123)),
        ("Ja til nr. 123", Reply(Answer.YES, 123)),
        ("Nei 4567", Reply(Answer.NO, 4567)),
        ("AVBUD 123", Reply(Answer.WITHDRAW, 123)),
        ("avbud123", Reply(Answer.WITHDRAW, 123)),
        ("Avbud #123", Reply(Answer.WITHDRAW, 123)),
        ("AVBUD 123. Jeg har fått feber og kan ikke komme, beklager så mye!", Reply(Answer.WITHDRAW, 123)),
        ("AVBUD 123 var feil", Reply(Answer.UNCLEAR, 123)),
        ("AVBUD 123 går det bra?", Reply(Answer.UNCLEAR)),
        ("123", Reply(Answer.UNCLEAR, 123)),
        ("JA 123 og 124", Reply(Answer.UNCLEAR)),
    ],
)
def test_a_code_says_which_question_is_answered(text: str, reply: Reply) -> None:
    assert understand(text) == reply


@given(
    st.sampled_from(lines(YES + NO + STOP)),
    st.sampled_from(["{}", " {} ", "{}!", "{}\n", "\n{}", "{}\u200b"]),
)
def test_space_and_exclamation_change_nothing(text: str, around: str) -> None:
    assert understand(around.format(text)) == understand(text)
