"""Form of telling (告知) on the screen: how, whether the person was reached, what they said; the next try, and what
else can be done where the number is wrong."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk.domain.codes import Codes
from desk.domain.field import LIMITS
from desk.domain.reaching import BOARD, IN_PERSON, LETTER, PHONE, TEXT
from desk.domain.telling import NO_ANSWER, NOT_SATISFIED, POSTED, TOLD, WRONG_NUMBER
from ui.forms.part import Form
from ui.forms.step_form import StepForm
from ui.theme import Look
from ui.widgets.area import TextArea
from ui.widgets.box import column
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.choice import Choice, Option
from ui.widgets.field import LineField
from ui.widgets.flow import flow
from ui.widgets.note import Note, NotedField

WAYS = (PHONE, TEXT, LETTER, IN_PERSON, BOARD)
SAID = ("said", "reason")


class TellForm(StepForm):
    """What does not apply is kept as it was typed and hidden: see `pertinent`."""

    AT: Mapping[str, str] = {"reason_missing": "reason", "nothing_answered": "reason", "not_reached": "reached"}

    def __init__(self, look: Look, head: QWidget, codes: Codes, today: Callable[[], date]) -> None:
        super().__init__(look, head)
        _ = look.say
        self._today = today
        ways = [Option(code, codes.label("feedback", code).say(look.lang)) for code in WAYS]
        self.how = Choice(look, _("How told"), ways)
        reached = ((TOLD, _("They were told")), (NO_ANSWER, _("No answer")), (WRONG_NUMBER, _("Wrong number")))
        self.reached = Choice(look, _("Reached"), [Option(*one) for one in reached])
        said = (("S1", _("Satisfied")), ("S2", _("Mostly")), ("S3", _("Not satisfied")), ("S9", _("No view")))
        self.satisfaction = Choice(look, _("They said"), [Option(*one) for one in said])
        self.again = Check(look, _("Not solved, please do it again"))
        self._reached_note, self._board_note = Note(look), Note(look)
        self._letter = self._way(_("Write a letter"), LETTER)
        self._board = self._way(_("Put it on the board"), BOARD)
        self._lay_out()
        for choice in (self.how, self.reached, self.satisfaction):
            choice.chosen.connect(lambda _code, choice=choice: self._chosen(choice))
        self.again.toggled.connect(lambda _on: self._chosen(None))

    def _lay_out(self) -> None:
        look, rows = self.look, self.rows
        _ = look.say
        self._how_row = column(look, self.how, self._board_note, gap=4)
        rows.add(_("How told"), self._how_row)
        self._others = flow(look, self._letter, self._board, across=8, down=4)
        self._reached_row = column(look, self.reached, self._reached_note, self._others, gap=4)
        rows.add(_("Reached?"), self._reached_row)
        self._next = self.watch("next_try", LineField(look, _("Next try"), hint="2026-12-01", limit=40))
        rows.add(_("Next try"), self._next)
        rows.add(_("They said"), self.satisfaction)
        reason = TextArea(look, _("Why not satisfied"), least=40, limit=LIMITS["reason"])
        self._why = self.watch("reason", reason)
        rows.add(_("Why not satisfied"), self._why)
        words = TextArea(look, _("Their words"), least=64, limit=LIMITS["said"])
        self._words = self.watch("said", words)
        rows.add(_("Their words"), self._words)
        rows.add("", self.again)
        self._fit()

    def _way(self, word: str, code: str) -> Button:
        button = Button(self.look, word, "small", click=lambda: self._take_way(code))
        button.setAutoDefault(True)
        return button

    def gather(self) -> Form:
        return {
            "how": self.how.code(),
            "reached": self.reached.code(),
            "satisfaction": self.satisfaction.code(),
            "again": self.again.isChecked(),
            "next_try": self.typed("next_try").strip(),
            **{name: self.typed(name) for name in SAID},
        }

    def show_form(self, form: Mapping[str, Any]) -> None:
        for name, choice in (("how", self.how), ("reached", self.reached), ("satisfaction", self.satisfaction)):
            code = form.get(name)
            choice.set_code(code if code in [option.code for option in choice.options()] else None)
        self.again.setChecked(bool(form.get("again")))
        tomorrow = (self._today() + timedelta(days=1)).isoformat()
        self.set_text("next_try", form.get("next_try") or tomorrow)
        for name in SAID:
            self.set_text(name, form.get(name))
        self._reached_note.hush()
        self._fit()

    def seal(self, sealed: bool) -> None:
        super().seal(sealed)
        for choice in (self.how, self.reached, self.satisfaction):
            choice.lock(sealed)
        for part in (self.again, self._letter, self._board):
            part.setEnabled(not sealed)

    def stops(self) -> list[QWidget]:
        fields = [self.noted[name].field for name in ("next_try", "reason", "said")]
        return [*self.how.buttons(), *self.reached.buttons(), *self.satisfaction.buttons(), *fields, self.again]

    def start(self) -> None:
        first = self.how if self.how.code() is None or self.is_posted() else self.reached
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def notes(self) -> Mapping[str, tuple[NotedField | Note, QWidget]]:
        return {
            **super().notes(),
            "reached": (self._reached_note, self.reached),
            "satisfaction": (self._reached_note, self.satisfaction),
            "how": (self._board_note, self.how),
        }

    def is_posted(self) -> bool:
        return self.how.code() == BOARD

    def _take_way(self, code: str) -> None:
        """The number was wrong: it is told by letter, or stands on the board."""
        self.how.set_code(code)
        self.reached.set_code(TOLD if code == LETTER else None)
        self._chosen(None)
        self.start()

    def _chosen(self, choice: Choice | None) -> None:
        """Who is not satisfied is asked whether it shall be handled again: unless they say no, it is."""
        if choice is self.satisfaction:
            self.again.blockSignals(True)
            self.again.setChecked(self.satisfaction.code() == NOT_SATISFIED)
            self.again.blockSignals(False)
        self._reached_note.hush()
        self._fit()
        self.edited.emit()

    def _fit(self) -> None:
        """Only what applies is asked."""
        _, rows, posted, reached = self.look.say, self.rows, self.is_posted(), self.reached.code()
        heard = not posted and reached not in (NO_ANSWER, WRONG_NUMBER)
        unhappy = self.satisfaction.code() == NOT_SATISFIED or self.again.isChecked()
        rows.show_row(self._reached_row, not posted)
        rows.show_row(self._next, not posted and reached == NO_ANSWER)
        for part in (self.satisfaction, self._words, self.again):
            rows.show_row(part, heard)
        rows.show_row(self._why, heard and unhappy)
        self._others.setVisible(not posted and reached == WRONG_NUMBER)
        if posted:
            self._board_note.say("hint", _("Once it hangs on the board it counts as told. No names stand there."))
        else:
            self._board_note.hush()


def pertinent(given: Mapping[str, Any]) -> Form:
    """The form of telling as the rules take it, without what was typed before something else was chosen."""
    if given.get("how") == BOARD:
        return {"reached": POSTED}
    kept: Form = {name: given[name] for name in ("how", "reached") if given.get(name)}
    if kept.get("reached") == NO_ANSWER:
        return kept | ({"next_try": given["next_try"]} if given.get("next_try") else {})
    if kept.get("reached") == WRONG_NUMBER:
        return kept
    unhappy = given.get("satisfaction") == NOT_SATISFIED or given.get("again")
    names = ("satisfaction", "said", *(("reason",) if unhappy else ()))
    kept |= {name: given[name] for name in names if given.get(name)}
    return kept | ({"again": bool(given.get("again"))} if unhappy else {})
