"""Pictures for what people do, found by the words they use."""

import pytest

from carelog import pictures


def test_every_picture_has_a_name_of_its_own_and_words_that_find_it() -> None:
    names = [line.partition(":")[0] for line in pictures.LIST.read_text(encoding="utf-8").splitlines()]
    names = [name for name in names if name and not name.startswith("#")]
    assert len(names) == len(set(names)) == len(pictures.symbols())
    assert all(pictures.symbols().values())


@pytest.mark.parametrize(
    ("title", "picture"),
    [
        ("Shower safely", "shower"),
        ("Walk the dog after tea", "dog-face"),
        ("TABLETS", "pill"),
        ("Having haircuts", "scissors"),
        ("Cream, then rest", "lotion-bottle"),
        ("see the  GP", "stethoscope"),
    ],
)
def test_the_words_of_a_title_find_its_picture(title: str, picture: str) -> None:
    assert pictures.guess(title) == picture


@pytest.mark.parametrize("title", ["", "Bedlam", "Zumba?!", "17"])
def test_what_no_word_finds_has_no_picture(title: str) -> None:
    assert pictures.guess(title) == ""


def test_every_picture_is_found_by_its_own_words() -> None:
    for name, words in pictures.symbols().items():
        assert name in pictures.search(words[0])
        assert name in pictures.search(name)


def test_what_is_called_exactly_so_is_found_first() -> None:
    assert pictures.search("Bed ")[0] == "bed"
    assert "bathtub" in pictures.search("bath")
    assert pictures.search("no such thing") == []
