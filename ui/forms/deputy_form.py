"""The form of a deputy on the roster: name, level, group, post, telephone, days in office."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk.domain.codes import Codes
from desk.domain.deputy_form import GROUP, LEVEL
from desk.domain.field import LIMITS
from desk.errors import BadInput
from desk.text import explain, mark
from ui.theme import Look
from ui.widgets.box import column, see
from ui.widgets.choice import Choice, Option
from ui.widgets.field import LineField
from ui.widgets.form import Form
from ui.widgets.note import Note, NotedField

NO_GROUP = ""
TEXTS = {
    "name": (mark("Name"), ""),
    "post": (mark("Unit and post"), mark("may stay empty")),
    "phone": (mark("Phone"), mark("kept apart, masked")),
    "since": (mark("In office since"), mark("like 2026-11-24, may stay empty")),
    "until": (mark("In office until"), mark("empty while in office")),
}
AT = {"deputy_unnamed": "name", "phone_wrong": "phone"}


class DeputyForm(QWidget):
    """By the JSON keys of actions.deputies."""

    def __init__(self, look: Look, codes: Codes) -> None:
        super().__init__()
        self._look = look
        _, lang = look.say, look.lang
        self.note = Note(look)
        self.fields: dict[str, NotedField] = {}
        levels = [Option(code, label.say(lang)) for code, label in codes.lists[LEVEL].items()]
        groups = [Option(code, label.say(lang)) for code, label in codes.lists[GROUP].items()]
        self.level = Choice(look, _("Level of the deputy"), levels, "T")
        self.group = Choice(look, _("Deputy group"), [Option(NO_GROUP, _("no group")), *groups], NO_GROUP)
        form = Form(look, label_width=112 if lang == "zh" else 152)
        for name, (word, hint) in TEXTS.items():
            line = LineField(look, _(word), hint=_(hint) if hint else "", limit=LIMITS.get(name, 20))
            self.fields[name] = NotedField(look, line)
        form.add(_("Name"), self.fields["name"])
        form.add(_("Level of the deputy"), self.level)
        form.add(_("Deputy group"), self.group)
        for name in ("post", "phone", "since", "until"):
            form.add(_(TEXTS[name][0]), self.fields[name])
        column(look, self.note, form, gap=8, on=self)

    def said(self) -> dict[str, str]:
        texts = {name: field.field.text().strip() for name, field in self.fields.items()}
        return {**texts, "level": self.level.code() or "", "group": self.group.code() or ""}

    def fill(self, given: Mapping[str, Any]) -> None:
        self.note.hush()
        for name, field in self.fields.items():
            field.field.set_text(str(given.get(name) or ""))
            field.hush()
        self.level.set_code(str(given.get("level") or "T"))
        self.group.set_code(str(given.get("group") or NO_GROUP))

    def take_focus(self) -> None:
        self._go_to(self.fields["name"])

    def _go_to(self, field: NotedField) -> None:
        field.setFocus(Qt.FocusReason.TabFocusReason)
        see(field)

    def refuse(self, error: BadInput) -> None:
        """Says what is wrong where it was typed."""
        sentence = explain(error, self._look.lang)
        field = self.fields.get(str(error.facts.get("field") or AT.get(error.code, "")))
        if field is None:
            self.note.say("error", sentence)
            self.take_focus()
        else:
            field.say("error", sentence)
            self._go_to(field)
