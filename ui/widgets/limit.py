"""How much a field holds, in code points as the desk stores them: a Python string counts them, Qt does not."""

from desk.text import Say, mark

TOO_LONG = mark(
    "What you pasted has {length} characters; this field holds {limit}. It was not put in. What was here is untouched."
)
FULL = mark("This field holds {limit} characters and is full. What was here is untouched.")


def too_long(say: Say, length: int, limit: int) -> str:
    return say(TOO_LONG).format(length=f"{length:,}", limit=f"{limit:,}")


def full(say: Say, limit: int) -> str:
    return say(FULL).format(limit=f"{limit:,}")
