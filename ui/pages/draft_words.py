"""What is said of drafts: where they went, that one was found, how to get one back."""

from collections.abc import Callable

from ui.theme import Look
from ui.widgets.message import Act, Message

TOPIC = "set aside"


def set_aside(look: Look, open_shelf: Callable[[], object]) -> Message:
    _ = look.say
    act = Act(_("Take it up again"), open_shelf, key="Ctrl+O")
    return Message(_("Set aside, nothing is lost."), acts=(act,), topic=TOPIC)


def left_open(look: Look) -> Message:
    _ = look.say
    return Message(_("This was not finished last time. Go on, or press F2 for another person."), topic=TOPIC)


def step_left_open(look: Look) -> Message:
    _ = look.say
    return Message(_("This was not finished last time. Go on, or press Esc to set it aside."), topic=TOPIC)


def let_go(look: Look, bring_back: Callable[[], object]) -> Message:
    _ = look.say
    return Message(_("The draft is gone from the desk."), acts=(Act(_("Bring it back"), bring_back),), topic=TOPIC)
