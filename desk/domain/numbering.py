"""The number a person carries home (登记编号): eight random digits and a Damm check digit, read in threes."""

from collections.abc import Callable

from stdnum import damm

from desk.errors import BadInput

LENGTH = 9


def new_number(random_below: Callable[[int], int], taken: Callable[[str], bool]) -> str:
    """Nine digits that no case the desk knows has. The first digit is never 0, so that nobody drops it.

    Raises BadInput `numbers_used_up` after 1,000 collisions.
    """
    for _ in range(1000):
        eight = str(10_000_000 + random_below(90_000_000))
        number = eight + damm.calc_check_digit(eight)
        if not taken(number):
            return number
    raise BadInput("numbers_used_up")


def show_number(number: str) -> str:
    """`482917036` as it is printed and read aloud: `482-917-036`."""
    return "-".join(number[i : i + 3] for i in range(0, len(number), 3))


def digits_of(text: str) -> str:
    """The digits of a number or a fragment of one, written in any of the usual ways."""
    if text.isascii() and text.isdecimal():
        return text
    return "".join(str(int(c)) for c in text if c.isdecimal())


def is_number(text: str) -> bool:
    """Whether this is a whole number with a right check digit."""
    digits = digits_of(text)
    return len(digits) == LENGTH and damm.is_valid(digits)
