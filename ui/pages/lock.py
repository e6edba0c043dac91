"""The lock page: who is on duty, and the password. Painted before anything heavy is loaded."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from desk.errors import BadInput, DeskError
from desk.text import explain
from ui.pages.gate import Gate, Names
from ui.pages.recovery import RecoveryCard
from ui.tasks import Lane
from ui.theme import Look
from ui.widgets.box import card, column, kind, row, scrolled
from ui.widgets.button import Button
from ui.widgets.choice import Choice, Option
from ui.widgets.elided import Elided
from ui.widgets.glyph import Glyph
from ui.widgets.label import label
from ui.widgets.moment import clock, local, long_day
from ui.widgets.note import Note
from ui.widgets.painted import AfterPaint
from ui.widgets.person import PersonButton
from ui.widgets.secret import SecretField

CARD = 424


class LockPage(QWidget):
    """`opened` hands over the open desk. Says that nothing was lost; no visitor's name, no word of a case."""

    opened = Signal(object)

    def __init__(self, look: Look, lane: Lane, gate: Gate, *, again: bool = False, hint: str = "") -> None:
        """`again`: it was open before. `hint`: said above the password (the sample's password)."""
        super().__init__()
        self._look, self._lane, self._gate = look, lane, gate
        self._ = look.say
        self.again, self._hint = again, hint
        self._busy = False
        self._chosen = ""  # whose name was chosen
        kind("page", self)
        self._station = Elided(look, "", "strong")
        self._cards = QStackedLayout()
        holder = QWidget()
        holder.setLayout(self._cards)
        holder.setMaximumWidth(look.px(CARD))
        self._build_card()
        if look.room == "wide":
            area = scrolled(column(look, None, holder, None, pad=(0, 24, 0, 24)))
            area.setFixedWidth(look.px(CARD))
            row(look, (self._left(), 1), area, gap=0, pad=(0, 0, 96, 0), on=self)
        else:
            holder.setMinimumWidth(look.px(CARD))
            middle = column(look, self._station, self._kept(), 8, holder, None, gap=8)
            middle.setFixedWidth(look.px(CARD))
            page = row(look, None, middle, None, pad=(24, 24, 24, 24))
            row(look, (scrolled(page), 1), gap=0, on=self)
        AfterPaint(self, self._ask_names)

    def arrive(self) -> None:
        self._secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def busy(self) -> bool:
        """Whether an answer is on its way."""
        recovery = self._recovery()
        return self._busy or (recovery is not None and recovery.busy())

    def memory(self) -> object:
        """Who was chosen and what was typed, so that another look loses nothing."""
        recovery = self._recovery()
        return self._chosen, self._secret.text(), recovery.typed() if recovery else None

    def recall(self, memory: object) -> None:
        if isinstance(memory, tuple):
            self._chosen, password, code = memory
            self._secret.line.setText(password)
            if code is not None:
                self._ask_recovery(code)

    # -- what is seen ---------------------------------------------------------------------------------
    def _left(self) -> QWidget:
        look, _ = self._look, self._
        self._time, self._day = label("", "clock"), label("", "head", "text2")
        self._tick()
        timer = QTimer(self, interval=5000)
        timer.timeout.connect(self._tick)
        timer.start()
        foot = row(look, Glyph(look, "hard-drive", "text2", 16), label(_("Encrypted on this computer"), "sub"), None)
        return column(
            look, self._station, None, self._time, self._day, 16, self._kept(), None, foot, pad=(64, 48, 48, 48)
        )

    def _kept(self) -> QWidget:
        look, _ = self._look, self._
        words = _("Locked. What was half written is all there.") if self.again else _("What was written here is safe.")
        return row(look, Glyph(look, "circle-check", "accent_text"), (label(words, wrap=True), 1), gap=10)

    def _tick(self) -> None:
        now = local(self._gate.clock())
        self._time.setText(clock(now))
        self._day.setText(long_day(now.date(), self._look.lang))

    def _build_card(self) -> None:
        look, _ = self._look, self._
        self._people = QWidget()
        self._trouble = Note(look)
        self._secret = SecretField(look, _("Password"), self._unlock)
        self._unlock_button = Button(
            look, _("Unlock"), "primary", icon="lock-open", key="Enter", click=self._unlock
        ).widen()
        self._forgot = Button(
            look, _("Forgot the password? Use the recovery code"), "smallquiet", click=self._ask_recovery
        )
        column(look, gap=8, on=self._people)
        hint = [label(self._hint, "sub", "text2", wrap=True)] if self._hint else []
        name = label(_("Password"), "strong")
        name.setBuddy(self._secret)
        self._card = card(
            look,
            label(_("Who is on duty?"), "title"),
            8,
            self._trouble,
            self._people,
            12,
            name,
            self._secret,
            *hint,
            8,
            self._unlock_button,
            row(look, self._forgot, None),
            gap=8,
            pad=(32, 28, 32, 16),
        )
        self._cards.addWidget(self._card)

    # -- what happens ---------------------------------------------------------------------------------
    def _ask_names(self) -> None:
        self._lane.run(self._gate.names, self._show_names, self._tell, owner=self)

    def _show_names(self, names: Names) -> None:
        self._station.setText(names.station)
        options = [Option(name, name) for name in names.operators]
        box = self._people.layout()
        if options and box:
            if self._chosen not in names.operators:
                self._chosen = names.operators[0]
            choice = Choice(self._look, self._("Who is on duty?"), options, self._chosen, make=PersonButton)
            choice.chosen.connect(self._choose)
            box.addWidget(choice)
            QWidget.setTabOrder(choice, self._secret.line)

    def _choose(self, operator: str) -> None:
        self._chosen = operator

    def _unlock(self) -> None:
        if self._busy:
            return
        if not self._secret.text():
            self._secret.fail(self._("The password is missing. Type it and press Enter."))
            return
        self._work(True)
        operator, password = self._chosen, self._secret.text()
        self._lane.run(lambda: self._gate.open(operator, password), self._hand_over, self._tell, owner=self, keep=True)

    def _hand_over(self, desk: object) -> None:
        self._secret.clear()
        self.opened.emit(desk)

    def _work(self, busy: bool) -> None:
        self._busy = busy
        self._unlock_button.setEnabled(not busy)
        self._trouble.hush()

    def _tell(self, error: Exception) -> None:
        """A wrong password is told at the password; what is wrong with the files, at the head of the card."""
        self._work(False)
        if isinstance(error, BadInput):
            self._secret.fail(explain(error, self._look.lang))
        elif isinstance(error, DeskError):
            self._trouble.say("error", explain(error, self._look.lang))
        else:
            self._lane.failed.emit(error)

    def _recovery(self) -> RecoveryCard | None:
        card = self._cards.currentWidget()
        return card if isinstance(card, RecoveryCard) else None

    def _ask_recovery(self, code: str = "") -> None:
        recovery = RecoveryCard(self._look, self._lane, self._gate, code)
        recovery.opened.connect(self.opened)
        recovery.left.connect(self._end_recovery)
        self._cards.addWidget(recovery)
        self._cards.setCurrentWidget(recovery)
        recovery.arrive()

    def _end_recovery(self) -> None:
        recovery = self._recovery()
        if recovery is None:
            return
        self._cards.setCurrentWidget(self._card)
        self._cards.removeWidget(recovery)
        recovery.deleteLater()
        self.arrive()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.busy():
            self._end_recovery()
            return
        super().keyPressEvent(event)
