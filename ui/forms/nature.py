"""What kind of matter it is (性质): the common ones lie open, the rest one step further."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.domain.case_state import ACCUSATION
from desk.domain.codes import Codes
from desk.text import mark
from ui.forms.part import Form, FormPart
from ui.theme import Look
from ui.widgets.button import Button
from ui.widgets.choice import Choice, Option
from ui.widgets.note import Note

SUGGESTION = "JY"
COMMON = ("JY", "ZX", "SQ", "TS")
RARE = ("SF", "BY", "WX")


NOT_YET = mark("Not chosen yet. Press Space to choose it; then what was typed is erased for good.")


class Nature(FormPart):
    """`chosen` tells a new code. 检举控告 is never chosen in passing with the arrows: it erases what was typed."""

    chosen = Signal(str)

    def __init__(self, look: Look, codes: Codes, *, roomy: bool = True) -> None:
        """`roomy`: there is a whole page for the row."""
        super().__init__(look)
        _ = look.say
        roomy = roomy and look.lang == "zh" and look.room != "mid"
        shown, more = ((*COMMON, ACCUSATION), RARE) if roomy else (COMMON, (ACCUSATION, *RARE))
        self._code = SUGGESTION
        self._common = Choice(look, _("Nature"), _options(codes, shown, look.lang), SUGGESTION)
        self._rare = Choice(look, _("Other natures"), _options(codes, more, look.lang))
        self._door = Button(look, _("Other"), icon="chevron-down", click=self._open_or_shut)
        self._common.add_after(self._door)
        self.note = Note(look)
        for choice in (self._common, self._rare):
            choice.chosen.connect(self._take)
            choice.passed.connect(lambda _code: self.note.say("warn", look.say(NOT_YET)))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(8))
        for part in (self._common, self._rare, self.note):
            box.addWidget(part)
        self.setFocusProxy(self._common)
        self._rare.hide()

    def code(self) -> str:
        return self._code

    def gather(self) -> Form:
        return {"nature": self._code}

    def show_form(self, form: Mapping[str, Any]) -> None:
        code = form.get("nature")
        self._show(code if isinstance(code, str) and code else SUGGESTION)

    def seal(self, sealed: bool) -> None:
        self._common.lock(sealed)
        self._rare.lock(sealed)
        self._door.setEnabled(not sealed)

    def stops(self) -> list[QWidget]:
        return [*self._common.buttons(), self._door, *self._rare.buttons()]

    def _take(self, code: str) -> None:
        self.note.hush()
        self._show(code)
        self.edited.emit()
        self.chosen.emit(code)

    def _show(self, code: str) -> None:
        self._code = code
        self._common.set_code(code)
        self._rare.set_code(code)
        self._rare.setVisible(self._is_rare() or self._rare.isVisible())

    def _is_rare(self) -> bool:
        return any(option.code == self._code for option in self._rare.options())

    def _open_or_shut(self) -> None:
        self._rare.setVisible(self._rare.isHidden() or self._is_rare())
        if self._rare.isVisible():
            self._rare.setFocus()


def _options(codes: Codes, chosen: Iterable[str], lang: str) -> list[Option]:
    return [Option(code, codes.label("nature", code).say(lang), deliberate=code == ACCUSATION) for code in chosen]
