"""Words that we would rather not say about people are noticed, and another one is offered."""

import pytest

from carelog.records.plain_words import word_hints


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("She refused her tea.", "“refused” could be “said no to”."),
        ("REFUSING again", "“REFUSING” could be “said no to”."),
        ("The service  user\nwas out.", "Instead of “service user” you could write their name."),
        ("two clients", "Instead of “clients” you could write their name."),
        ("Non-compliant today", "“Non-compliant” could be “said no to”, or what they wanted instead."),
        (
            "challenging behaviour, then lunch",
            "Instead of “challenging behaviour” you could say what happened, and what it may have told us.",
        ),
        (
            "Accessing the community",
            "Instead of “Accessing the community” you could say where you went, or whom you met.",
        ),
    ],
)
def test_another_word_is_offered(text: str, hint: str) -> None:
    assert word_hints([text]) == [hint]


@pytest.mark.parametrize(
    "text", ["", "She said no to her tea.", "The refuse was collected, refusenik", "clientèle", "a challenge"]
)
def test_other_words_are_left_alone(text: str) -> None:
    assert word_hints([text]) == []
