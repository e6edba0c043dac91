"""The digest (摘报) on the screen: its title, the three chapters, and what stands at its foot."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from desk.domain.digest import CHAPTERS
from desk.domain.field import LIMITS
from desk.text import mark
from ui.forms.part import Form
from ui.forms.step_form import StepForm
from ui.theme import Look
from ui.widgets.area import TextArea
from ui.widgets.box import row, see
from ui.widgets.field import LineField
from ui.widgets.label import label

WORDS = {  # of the chapters
    "cause": (mark("Main cause"), mark("what it is about, so that who was not there sees it")),
    "proposal": (mark("Proposals"), mark("each on a line of its own")),
    "opinion": (mark("Assessment"), mark("why it matters, who is asked to work on it")),
}
_FOOT = {
    "report_to": (mark("Reported to"), mark("the leaders it is for")),
    "send_to": (mark("Sent to"), mark("the units it is copied to")),
}
_NARROW = {"issue": 4, "day": 20}  # characters


class DigestForm(StepForm):
    """By the JSON keys of actions.digests, `cases` apart. An emptied field is said to be empty."""

    def __init__(self, look: Look, head: QWidget) -> None:
        super().__init__(look, head)
        _ = look.say
        rows = self.rows
        spread = _("Leave out names, and what is known of other people's health: this goes further than the case.")
        rows.add(_("Title"), self.watch("title", LineField(look, _("Title"), limit=LIMITS["title"])))
        rows.add("", label(spread, "sub", "text2", wrap=True))
        for name, (word, hint) in WORDS.items():
            area = TextArea(look, _(word), hint=_(hint), least=look.by(96, 80, 80), most=360, limit=LIMITS[name])
            rows.add(_(word), self.watch(name, area))
        for name, (word, hint) in _FOOT.items():
            rows.add(_(word), self.watch(name, LineField(look, _(word), hint=_(hint), limit=LIMITS[name])))
        rows.add(_("Signed, edited"), self._pair("signer", _("Signed by"), "editor", _("Editor")))
        rows.add(_("Issuing office"), self._pair("office", _("Issuing office"), "phone", _("Phone")))
        rows.add(_("Issue and day"), self._pair("issue", _("Issue"), "day", _("Day")))

    def _pair(self, left: str, left_word: str, right: str, right_word: str) -> QWidget:
        """Two short fields in one row, their notes under it."""
        fields = [
            LineField(self.look, word, hint=word, limit=_NARROW.get(name, LIMITS.get(name, 20)))
            for name, word in ((left, left_word), (right, right_word))
        ]
        both = row(self.look, *((field, 1) for field in fields), gap=12)
        return self.watch(left, fields[0], self.watch(right, fields[1], both))

    def gather(self) -> Form:
        return {name: self.typed(name) for name in self.noted}

    def show_form(self, form: Mapping[str, Any]) -> None:
        for name in self.noted:
            said = form.get(name)
            self.set_text(name, str(said) if isinstance(said, int) else said)

    def take_over(self, name: str, text: str) -> None:
        """Words of a case, behind what is written already; undone by the keys that undo typing."""
        field = self.noted[name].field
        if field.isReadOnly():
            return
        if isinstance(field, TextArea):
            cursor = field.textCursor()
            cursor.movePosition(QTextCursor.MoveOperation.End)
            before = "\n" if field.text() and not field.text().endswith("\n") else ""
            field.setTextCursor(cursor)
            room = LIMITS[name] - len(field.text()) - len(before)
            cursor.insertText(before + text[: max(0, room)])
        else:
            field.selectAll()
            field.insert(text[: LIMITS[name]])
        see(field)

    def stops(self) -> list[QWidget]:
        return [self.noted[name].field for name in ("title", *CHAPTERS)]
