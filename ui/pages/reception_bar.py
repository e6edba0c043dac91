"""The foot of a conversation: what can be done now, always with its key. One filled button at each stage."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.domain.case import slip_paper
from desk.domain.case_state import ACCUSATION, GUIDED
from ui.pages.case_bar import slip_act
from ui.pages.talking import Stage
from ui.theme import Look
from ui.widgets.box import action_bar, show_only
from ui.widgets.button import Button

Do = Callable[[], object]


@dataclass(frozen=True)
class BarActs:
    """What the buttons do."""

    screen: Do
    queue: Do
    call: Do
    count: Do
    primary: Do
    correct: Do
    give_up: Do
    print_again: Do


class TalkBar(QWidget):
    """In narrow rooms the queue and the call stand here, because the queue itself is behind."""

    def __init__(self, look: Look, acts: BarActs) -> None:
        super().__init__()
        self._look = look
        _ = look.say
        narrow = look.room == "narrow"
        tight = look.width / look.scale < 800
        wide = look.room == "wide"
        roomy = wide and look.lang == "zh"
        key = "F9" if roomy else None
        main = None if tight else "Ctrl+Enter"
        monitor, pencil, printer = ("monitor", "pencil-line", "printer") if roomy else (None, None, None)
        self.call_screen = Button(look, _("Call screen"), "quiet", icon=monitor, click=acts.screen)
        self.queue = Button(look, "", icon=None if tight else "users", click=acts.queue)
        self.call = Button(look, "", icon=None if tight else "volume-2", key="F6", click=acts.call)
        words = _("Count only") if narrow else _("Count only, next")
        self.count = Button(look, words, key=key, click=acts.count)
        self.make = Button(look, _("Make a case"), "primary", icon="square-pen", key=main, click=acts.primary)
        self.visit = Button(look, _("Count the visit"), "primary", icon="check", key=main, click=acts.primary)
        self.correct = Button(look, _("Correct"), "quiet", icon=pencil, click=acts.correct)
        self.print_again = Button(
            look,
            "",
            icon=printer,
            key="Ctrl+P" if roomy and look.width / look.scale > 1300 else None,
            click=acts.print_again,
        )
        self.next = Button(look, "", "primary", icon="volume-2", key=main if roomy else None, click=acts.primary)
        self.give_up = Button(look, _("Do not correct"), "quiet", key=None if narrow else "Esc", click=acts.give_up)
        self.mend = Button(look, _("Save correction"), "primary", icon="check", key=main, click=acts.primary)
        self._always = (self.queue, self.call) if narrow else (self.call_screen,)
        self._changing = (
            self.count,
            self.make,
            self.visit,
            self.correct,
            self.print_again,
            self.give_up,
            self.mend,
            self.next,
        )
        for button in (*self._always, *self._changing):
            button.setAutoDefault(True)
        self.call_screen.setToolTip("F11")
        self.call_screen.setAccessibleDescription("F11")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._spare = () if narrow else (self.queue, self.call)
        for button in (*self._spare, *((self.call_screen,) if narrow else ())):
            button.setParent(self)
            button.hide()
        box.addWidget(action_bar(look, *self._always, None, *self._changing))
        self.show_stage("none", "", printed=False)

    def show_queue(self, waits: int, following: int | None) -> None:
        """How many wait, and whose turn it is."""
        _ = self._look.say
        self.queue.say(_("Queue {count}").format(count=waits))
        self.call.say(_("Call {number}").format(number=following) if following is not None else _("Call a number"))
        self.call.setEnabled(following is not None)

    def show_next(self, words: str, icon: str) -> None:
        """What follows when this conversation is over."""
        self.next.say(words, icon=icon)

    def show_stage(self, stage: Stage, nature: str, *, printed: bool, case: bool = False) -> None:
        """While something is being written down the buttons stand as they stood, greyed."""
        for button in (self.count, self.make, self.visit, self.mend, self.give_up):
            button.setEnabled(stage != "saving")
        if stage == "saving":
            return
        accusation = nature == ACCUSATION
        if case:
            self.print_again.say(slip_act(self._look, slip_paper(nature), again=printed))
        shown: dict[Stage, tuple[Button, ...]] = {
            "none": (self.next,),
            "open": (self.visit,) if accusation else (self.count, self.make),
            "done": (self.correct, *((self.print_again,) if case and not accusation else ()), self.next),
            "correcting": (self.give_up, self.mend),
        }
        show_only(self._changing, shown[stage])
        self.call.setVisible(self.call in self._always and stage == "open")
        _ = self._look.say
        guided = nature in GUIDED and not accusation
        self.make.say(_("Make case, guide") if guided else _("Make a case"))
