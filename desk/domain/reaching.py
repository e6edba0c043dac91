"""How a person is reached (怎么告知): as they wished, as far as what they left allows it."""

from collections.abc import Sequence

LETTER, PHONE, TEXT, ONLINE, IN_PERSON, BOARD = "FM1", "FM2", "FM3", "FM4", "FM5", "FM6"
BY_NUMBER = (PHONE, TEXT)


def is_on_board(feedback: Sequence[str], *, reachable: bool) -> bool:
    """Whether the answer is posted (集中公开): it was wished so, or nobody could be called or written to."""
    return BOARD in feedback[:1] or (not reachable and LETTER not in feedback)


def way_to(feedback: Sequence[str], *, reachable: bool, has_phone: bool) -> str:
    """The code of how the person is told, of the list `feedback`; `reachable`: not anonymous, with a name or a
    telephone."""
    if is_on_board(feedback, reachable=reachable):
        return BOARD
    wished = next((way for way in feedback if has_phone or way not in BY_NUMBER), None)
    return wished or (PHONE if has_phone else IN_PERSON)
