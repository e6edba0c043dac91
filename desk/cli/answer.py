"""What a command answers."""

from desk.command.answer import Answer

__all__ = ["Answer"]
