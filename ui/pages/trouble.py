"""Failures on their way to the message line: known ones in their sentence, anything else to whoever logs bugs."""

from desk.errors import DeskError
from desk.text import explain
from ui.pages.page import Page
from ui.widgets.message import Message


def say_trouble(page: Page, error: Exception, topic: str = "") -> None:
    """The same topic is said once; `page.cured` takes it back."""
    if isinstance(error, DeskError):
        page.said.emit(Message(explain(error, page.look.lang), "red", topic=topic or error.code))
    else:
        page.place.lane.failed.emit(error)
