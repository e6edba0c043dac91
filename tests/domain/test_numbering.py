"""The number a person carries home: one wrong digit or two neighbours swapped is noticed."""

import random
from itertools import pairwise

import pytest

from desk.domain.numbering import LENGTH, digits_of, is_number, new_number, show_number
from desk.errors import BadInput

NUMBERS = [new_number(random.Random(seed).randrange, lambda _number: False) for seed in range(60)]


DAMM = (  # the quasigroup of H. Michael Damm's thesis (2004)
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def test_the_check_digit_is_damms():
    for number in NUMBERS:
        interim = 0
        for digit in number:
            interim = int(DAMM[interim][int(digit)])
        assert interim == 0
        assert is_number(show_number(number))


@pytest.mark.parametrize("number", NUMBERS[:12])
def test_every_single_wrong_digit_is_noticed(number: str):
    for place in range(LENGTH):
        for digit in set("0123456789") - {number[place]}:
            assert not is_number(number[:place] + digit + number[place + 1 :])


@pytest.mark.parametrize("number", NUMBERS[:12])
def test_every_swap_of_neighbours_is_noticed(number: str):
    for place, (left, right) in enumerate(pairwise(number)):
        if left != right:
            assert not is_number(number[:place] + right + left + number[place + 2 :])


def test_new_numbers_are_whole_and_begin_with_no_zero():
    assert len(set(NUMBERS)) == len(NUMBERS)
    for number in NUMBERS:
        assert is_number(number)
        assert number[0] != "0"
    lowest, highest = (new_number(lambda below, n=n: n * (below - 1), lambda _: False) for n in (0, 1))
    assert (lowest[:8], highest[:8]) == ("10000000", "99999999")


def test_a_number_that_is_taken_is_not_given_again():
    given = iter([5, 5, 7])
    first = new_number(lambda _below: 5, lambda _number: False)
    assert new_number(lambda _below: next(given), lambda number: number == first)[:8] == "10000007"


def test_when_no_number_is_free_it_is_said():
    with pytest.raises(BadInput, match="numbers_used_up"):
        new_number(lambda _below: 5, lambda _number: True)


def test_a_number_is_read_in_threes_and_found_in_any_writing():
    assert show_number("482917036") == "482-917-036"
    for text in ("482-917-036", "482 917 036", "４８２－９１７－０３６", "No. 482.917.036", "482917036"):
        assert digits_of(text) == "482917036"
    assert not is_number("482-917-036-1")
    assert not is_number("")
