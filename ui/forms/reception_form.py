"""The form of a plan (接待安排), or of one reception: the days, the hours, who receives, where and what about."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desk.domain.field import LIMITS
from desk.domain.recurrence import EVEN, ODD, Rule
from desk.domain.session_form import ENDS, STARTS
from desk.errors import BadInput
from desk.reads.reception_views import DeputyView
from desk.text import explain, mark
from ui.theme import Look
from ui.widgets.box import column, row
from ui.widgets.choice import Choice, Option
from ui.widgets.choices import Choices
from ui.widgets.field import LineField
from ui.widgets.form import Form
from ui.widgets.label import label
from ui.widgets.moment import DAYS_EN, DAYS_ZH
from ui.widgets.note import Note, NotedField
from ui.widgets.number import NumberField

HOW = {
    "day": mark("A day of the month"),
    "weekday": mark("A weekday of the month"),
    "weekly": mark("Every week"),
    "once": mark("Once"),
}
NTH = {1: mark("first"), 2: mark("second"), 3: mark("third"), 4: mark("fourth"), -1: mark("last")}
MONTHS = {"all": mark("Every month"), "odd": mark("Odd months"), "even": mark("Even months")}
MOVED = {
    "next": mark("Next working day"),
    "before": mark("Working day before"),
    "stay": mark("Receive all the same"),
    "skip": mark("Leave it out"),
}


class ReceptionForm(QWidget):
    """`rule`: of a plan, else of one reception. `edited` tells that something else is said now."""

    edited = Signal()

    def __init__(
        self, look: Look, roster: Sequence[DeputyView], day: date, *, rule: bool, towns: Mapping[str, str] | None = None
    ) -> None:
        """`towns` are those of the district that may receive jointly, by their codes."""
        super().__init__()
        self._look, self._rule = look, rule
        self.note = Note(look)
        self.form = Form(look)
        self.fields: dict[str, NotedField] = {}
        self._add_rule(day) if rule else self._add_day(day)
        self._add_hours()
        self.deputies = Choices(look, look.say("Deputies who receive"), [self._deputy(one) for one in roster])
        self.deputies.changed.connect(self.edited)
        none = label(look.say(mark("Nobody is on the roster yet: Settings, Roster.")), "sub", "text2", wrap=True)
        self.form.add(look.say(mark("Deputies who receive")), self.deputies if roster else none)
        self._add_text("room", mark("Room"), mark("for example: second floor, room 3"))
        self._add_text("theme", mark("Theme"), mark("may stay empty: everything may be talked about"))
        self.towns = Choices(look, look.say("Towns"), [Option(*one) for one in (towns or {}).items()])
        self.towns.changed.connect(self.edited)
        if not rule:
            self._add_text("staff", mark("Staff"), "")
        if towns and not rule:
            self.form.add(look.say(mark("Towns")), self.towns, hint=look.say(mark("receive jointly")))
        column(look, self.note, self.form, None, gap=8, on=self)

    def take_focus(self) -> None:
        first: QWidget = self.how if self._rule else self.fields["day"].field
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def said(self) -> dict[str, Any]:
        """As actions.plans or actions.sessions take it."""
        texts = {name: field.field.text().strip() for name, field in self.fields.items()}
        said: dict[str, Any] = {name: text for name, text in texts.items() if name != "since"}
        said["deputies"] = list(self.deputies.codes())
        if self._rule:
            return said | {"rule": self._said_rule(texts["since"])}
        return said | {"towns": list(self.towns.codes())}

    def fill(self, form: dict[str, Any]) -> None:
        """Shows what is known, by the same names."""
        for name, field in self.fields.items():
            if name in form:
                field.field.set_text(str(form[name]))
        self.deputies.set_codes(form.get("deputies", ()))
        self.towns.set_codes(form.get("towns", ()))

    def fill_rule(self, rule: Rule) -> None:
        self.how.set_code(rule.how)
        self.day.setValue(rule.day or 15)
        self.nth.set_code(str(rule.nth or 1))
        self.weekday.set_code(str(rule.weekday if rule.weekday is not None else 1))
        self.months.set_code("odd" if rule.months == ODD else "even" if rule.months == EVEN else "all")
        self.moved.set_code(rule.moved)
        self.fields["since"].field.set_text(rule.since.isoformat())
        self._show_rows()

    def refuse(self, error: BadInput) -> None:
        """Says what is wrong where it was typed."""
        sentence, field = explain(error, self._look.lang), self.fields.get(str(error.facts.get("field", "")))
        if field is None:
            self.note.say("error", sentence)
            self.take_focus()
        else:
            field.say("error", sentence)
            field.setFocus(Qt.FocusReason.TabFocusReason)

    # -- how it is made -------------------------------------------------------------------------------
    def _add_rule(self, day: date) -> None:
        look, _ = self._look, self._look.say
        self.how = self._choice(mark("How often"), HOW, "day")
        self.day = NumberField(look, _(mark("Day of the month")), 15, most=31, width=64)
        self.nth = self._choice(mark("Which one"), {str(n): word for n, word in NTH.items()}, "1")
        names = DAYS_ZH if look.lang == "zh" else DAYS_EN
        self.weekday = Choice(look, _(mark("Weekday")), [Option(str(n), name) for n, name in enumerate(names)], "1")
        self.months = self._choice(mark("Months"), MONTHS, "all")
        self.moved = self._choice(mark("On a day off"), MOVED, "next")
        self._day_row = row(look, self.day, label(_(mark("of the month; 31 is the last day")), "sub", wrap=True), None)
        for name, part in (
            (mark("How often"), self.how),
            (mark("Day of the month"), self._day_row),
            (mark("Which one"), self.nth),
            (mark("Weekday"), self.weekday),
            (mark("Months"), self.months),
        ):
            self.form.add(_(name), part)
        self._add_text("since", mark("Since"), "", day.isoformat())
        self.form.add(_(mark("On a day off")), self.moved)
        self.how.chosen.connect(lambda _code: self._show_rows())
        for choice in (self.how, self.nth, self.weekday, self.months, self.moved):
            choice.chosen.connect(lambda _code: self.edited.emit())
        self.day.valueChanged.connect(lambda _value: self.edited.emit())
        self._show_rows()

    def _choice(self, name: str, words: dict[str, str], code: str) -> Choice:
        say = self._look.say
        return Choice(self._look, say(name), [Option(key, say(word)) for key, word in words.items()], code)

    def _add_day(self, day: date) -> None:
        self._add_text("day", mark("Day"), mark("like 2026-11-24"), day.isoformat())

    def _add_hours(self) -> None:
        look, _ = self._look, self._look.say
        for name, word, text in (("starts", mark("Starts at"), STARTS), ("ends", mark("Ends at"), ENDS)):
            field = NotedField(look, LineField(look, _(word), limit=5, width=88))
            field.field.set_text(text)
            field.field.textChanged.connect(lambda *_text: self.edited.emit())
            self.fields[name] = field
        between = row(look, self.fields["starts"], label(_(mark("until")), "body", "text2"), self.fields["ends"], None)
        self.form.add(_(mark("Hours of the reception")), between)

    def _add_text(self, name: str, word: str, hint: str, text: str = "") -> None:
        look, _ = self._look, self._look.say
        wide = None if name in LIMITS else 160  # days
        line = LineField(look, _(word), hint=_(hint) if hint else "", limit=LIMITS.get(name, 20), width=wide)
        self.fields[name] = NotedField(look, line)
        line.set_text(text)
        line.textEdited.connect(lambda _text: self.edited.emit())
        self.form.add(_(word), self.fields[name])

    def _deputy(self, one: DeputyView) -> Option:
        return Option(str(one.id), one.name or one.level.say(self._look.lang))

    def _show_rows(self) -> None:
        how = self.how.code()
        self.form.show_row(self._day_row, how == "day")
        self.form.show_row(self.nth, how == "weekday")
        self.form.show_row(self.weekday, how in ("weekday", "weekly"))
        self.form.show_row(self.months, how != "once")
        self.form.show_row(self.moved, how != "once")

    def _said_rule(self, since: str) -> dict[str, Any]:
        how = self.how.code()
        said: dict[str, Any] = {"how": how, "since": since, "moved": "stay" if how == "once" else self.moved.code()}
        if how == "day":
            said["day"] = self.day.value()
        if how == "weekday":
            said["nth"] = int(self.nth.code() or 1)
        if how in ("weekday", "weekly"):
            said["weekday"] = int(self.weekday.code() or 0)
        return said if how == "once" else said | {"months": self.months.code()}
