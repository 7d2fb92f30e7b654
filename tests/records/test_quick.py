"""What was tapped and what was written beside it, in one text."""

import pytest

from carelog.records.quick import apart, in_words, together

QUICK = {"pushed": "Pushed it away", "words": "Said so"}
KEPT = [
    ("", ""), ("She shook her head.", "She shook her head."), (together("pushed", ""), "Pushed it away"),
    (together("pushed", "Twice."), "Pushed it away. Twice."), (together(None, "Twice."), "Twice."),
]  # fmt: skip


@pytest.mark.parametrize(("kept", "read"), KEPT)
def test_the_code_is_said_in_words_and_the_words_stay_as_they_are(kept: str, read: str) -> None:
    assert in_words(kept, QUICK) == read


@pytest.mark.parametrize("old", ["pushed", "Pushed it away. Twice.", "words: none"])
def test_text_from_before_there_were_codes_is_words_alone(old: str) -> None:
    assert apart(old) == ("", old)
    assert in_words(old, QUICK) == old


@pytest.mark.parametrize(("code", "words"), [("pushed", "Twice."), ("pushed", ""), ("", "Twice."), ("", "")])
def test_what_was_put_together_comes_apart(code: str, words: str) -> None:
    assert apart(together(code, words)) == (code, words)


def test_a_code_that_is_offered_no_more_stays_readable() -> None:
    assert in_words(together("waved", "Twice."), QUICK) == "waved. Twice."
