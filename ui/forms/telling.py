"""How the person wants to be told (怎么告知), and what was agreed about personal information."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.domain.codes import Codes
from desk.domain.field import Finding
from desk.text import explain
from ui.forms.part import Form, FormPart
from ui.theme import Look
from ui.widgets.check import Check
from ui.widgets.choice import Choice, Option
from ui.widgets.flow import flow
from ui.widgets.note import Note

WAYS = ("FM2", "FM3", "FM1", "FM5")  # telephone, text message, letter, in person: as often as they are asked for
BY_PHONE = "FM2"


class Telling(FormPart):
    """Until a way is chosen, whoever leaves a telephone number is called."""

    def __init__(self, look: Look, codes: Codes) -> None:
        super().__init__(look)
        _ = look.say
        options = [Option(code, codes.label("feedback", code).say(look.lang)) for code in WAYS]
        self._way = Choice(look, _("Tell them"), options)
        self._others: list[str] = []  # ways this row does not offer, kept as they came
        self._by_hand = self._named = False
        self.notice = Check(look, _("Notice given"))
        self.public = Check(look, _("OK to publish"))
        self.notice.setToolTip(_("The person was told how personal information is used and kept."))
        self.note = Note(look)
        self.notice.installEventFilter(self)
        self._way.chosen.connect(lambda _code: self._choose())
        for check in (self.notice, self.public):
            check.toggled.connect(lambda _on: self.edited.emit())
        self.notice.toggled.connect(lambda _on: self.note.hush())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(4))
        box.addWidget(flow(look, self._way, self.notice, self.public, across=16, down=4))
        box.addWidget(self.note)
        self.setFocusProxy(self._way)

    def gather(self) -> Form:
        code = self._way.code()
        given: Form = {"suggester": {"public_ok": self.public.isChecked(), "pi_notice_given": self.notice.isChecked()}}
        ways = [*([code] if code else []), *self._others]
        return given | ({"feedback_mode": ways} if ways else {})

    def show_form(self, form: Mapping[str, Any]) -> None:
        suggester = form.get("suggester") or {}
        ways = list(form.get("feedback_mode") or [])
        chosen = next((way for way in ways if way in WAYS), None)
        self._others = [way for way in ways if way != chosen]
        self._by_hand = chosen is not None
        self._way.set_code(chosen)
        self.public.setChecked(bool(suggester.get("public_ok")))
        self.notice.setChecked(bool(suggester.get("pi_notice_given")))

    def suppose(self, phone: str) -> None:
        """A telephone number was typed or taken away."""
        if not self._by_hand:
            self._way.set_code(BY_PHONE if phone.strip() else None)

    def suppose_named(self, named: bool) -> None:
        """Whoever is named must have been told what becomes of that."""
        self._named = named
        if not named:
            self.note.hush()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the box unticked is said in amber (个人信息保护法 17)."""
        left = watched is self.notice and event.type() == QEvent.Type.FocusOut
        if left and self._named and self.notice.isEnabled() and not self.notice.isChecked():
            finding = Finding("warn", "notice_not_given", "pi_notice_given")
            self.note.say("warn", explain(finding, self.look.lang))
        return super().eventFilter(watched, event)

    def seal(self, sealed: bool) -> None:
        self._way.lock(sealed)
        for check in (self.notice, self.public):
            check.setEnabled(not sealed)

    def stops(self) -> list[QWidget]:
        return [*self._way.buttons(), self.notice, self.public]

    def _choose(self) -> None:
        self._by_hand = True
        self.edited.emit()
