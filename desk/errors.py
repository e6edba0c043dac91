"""Every failure the desk can name: a code and the facts of the case. Sentences live in desk.text."""

from enum import IntEnum

Fact = str | int | bool | tuple[str, ...] | None


class Exit(IntEnum):
    """What a command answers to the shell."""

    DONE = 0
    BUG = 1
    BAD_INPUT = 2
    ENVIRONMENT = 3


class DeskError(Exception):
    """Something that can happen to a person at the desk; `code` names it, `facts` fill its sentence.

    Facts never hold a visitor's words, name or telephone: errors may be logged.
    """

    exit_code = Exit.BUG

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return f"{self.code} {self.facts}" if self.facts else self.code


class BadInput(DeskError):
    """The person can mend it: a field, a file, a password, a number."""

    exit_code = Exit.BAD_INPUT


class BadEnvironment(DeskError):
    """The computer must be mended: disk, lock, printer, database file."""

    exit_code = Exit.ENVIRONMENT
