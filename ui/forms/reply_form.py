"""Form F5 on the screen: what came of it, the reply in words, what is promised, and who can be asked."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.domain.field import LIMITS, Finding
from desk.domain.moment import local_day, parse_moment
from desk.text import explain
from ui.forms.in_force import InForce
from ui.forms.part import Form
from ui.forms.step_form import StepForm, only_said
from ui.forms.units import UnitField, UnitsField
from ui.models.case_words import bare_word
from ui.theme import Look
from ui.widgets.area import TextArea
from ui.widgets.box import row
from ui.widgets.choice import Choice, Option
from ui.widgets.field import LineField
from ui.widgets.note import Note, NotedField

OUTCOMES = ("1", "2", "3", "4", "5")
EXPLAINED = ("4", "5")  # 留作参考, 不予采纳: the reply must say why
LINES = ("promise_date", "contact", "contact_phone", "document")


class ReplyForm(StepForm):
    """Outcome, words and the unit that answers are needed; a letter without promise or contact is warned of."""

    AT: Mapping[str, str] = {
        "outcome_missing": "outcome",
        "reply_missing": "reply_text",
        "unit_missing": "unit",
        "date_wrong": "promise_date",
        "date_past": "promise_date",
    }

    def __init__(self, look: Look, head: QWidget, lists: InForce, today: Callable[[], date]) -> None:
        super().__init__(look, head)
        _ = look.say
        self._today, codes = today, lists.codes
        options = [Option(code, bare_word(look, codes.label("outcome", code))) for code in OUTCOMES]
        self._outcome = Choice(look, _("What came of it"), options)
        self._why = Note(look)
        self._unit = UnitField(look, _("Unit that answers"), lists)
        self._copies = UnitsField(look, _("Copies to"), lists)
        self._outcome.chosen.connect(self._choose)
        self._copies.edited.connect(self.edited)
        self._lay_out()

    def _lay_out(self) -> None:
        look, rows = self.look, self.rows
        _ = look.say
        outcome = QWidget()
        box = QVBoxLayout(outcome)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(4))
        box.addWidget(self._outcome)
        box.addWidget(self._why)
        rows.add(_("What came of it"), outcome)
        least, most = look.by(200, 176, 176), look.by(420, 360, 300)
        limit, hint = (
            LIMITS["reply_text"],
            _("The name above it, the unit and the day below it are printed by themselves."),
        )
        words = TextArea(look, _("Reply"), hint=hint, least=least, most=most, limit=limit, style="words")
        rows.add(_("Reply"), self.watch("reply_text", words), hint=_("to the person, as a letter"))
        rows.add(_("Unit that answers"), self.watch("unit", self._unit))
        promise = TextArea(look, _("What is promised"), least=40, limit=LIMITS["promise"])
        rows.add(_("What is promised"), self.watch("promise", promise))
        hint = _("Like {day}").format(day=self._an_end().isoformat())
        rows.add(_("By when"), self._line("promise_date", _("By when"), hint))
        rows.add(_("Who can be asked"), self._contact())
        rows.add(_("Document number"), self._line("document", _("Document number"), _("May stay empty")))
        rows.add(_("Copies to"), self._copies)

    def _line(self, name: str, words: str, hint: str = "", beside: QWidget | None = None) -> NotedField:
        limit = LIMITS.get(name, 40)
        field = LineField(self.look, words, hint=hint, limit=limit)
        return self.watch(name, field, beside)

    def _contact(self) -> QWidget:
        """Name and telephone in one row, their notes under it."""
        look = self.look
        _ = look.say
        name = LineField(look, _("Contact"), hint=_("Name"), limit=LIMITS["contact"])
        phone = LineField(look, _("Office phone"), hint=_("Phone"), limit=LIMITS["contact_phone"])
        both = row(look, (name, 1), (phone, 1), gap=12)
        return self.watch("contact", name, self.watch("contact_phone", phone, both))

    def _an_end(self) -> date:
        """The last day of the month after the next: something to go by."""
        today = self._today()
        months = today.year * 12 + today.month + 2
        return date.fromordinal(date(months // 12, months % 12 + 1, 1).toordinal() - 1)

    def gather(self) -> Form:
        given: Form = {name: self.typed(name) for name in ("reply_text", "promise", *LINES)}
        given["promise_date"] = given["promise_date"].strip()
        return only_said(
            given | {"outcome": self._outcome.code(), "unit": self._unit.given(), "copy_to": self._copies.names()}
        )

    def show_form(self, form: Mapping[str, Any]) -> None:
        code = form.get("outcome")
        self._outcome.set_code(code if code in OUTCOMES else None)
        self._why.hush()
        for name in ("reply_text", "promise", *LINES):
            self.set_text(name, form.get(name))
        self._unit.set_code(str(form.get("unit") or "") or None)
        self.noted["unit"].hush()
        self._copies.set_given(form.get("copy_to"))

    def seal(self, sealed: bool) -> None:
        super().seal(sealed)
        self._outcome.lock(sealed)
        self._copies.seal(sealed)

    def stops(self) -> list[QWidget]:
        noted = self.noted
        fields = [noted[name].field for name in ("reply_text", "unit", "promise", *LINES)]
        return [*self._outcome.buttons(), *fields, *self._copies.stops()]

    def start(self) -> None:
        self._outcome.setFocus(Qt.FocusReason.TabFocusReason)

    def notes(self) -> Mapping[str, tuple[NotedField | Note, QWidget]]:
        return {
            **super().notes(),
            "outcome": (self._why, self._outcome),
            "copy_to": (self._copies.noted, self._copies.field),
        }

    def check(self, name: str) -> None:
        """A promise without its day, and a letter that nobody can be asked about, are warned of; never blocked."""
        super().check(name)
        finding = self._finding(name)
        if finding is not None:
            self.noted[name].say(finding.level, explain(finding, self.look.lang))

    def _finding(self, name: str) -> Finding | None:
        field, text = self.noted[name].field, self.typed(name).strip()
        if field.isReadOnly():
            return None
        if name == "promise_date":
            return self._odd_day(text)
        if name == "contact_phone" and not text and not self.typed("contact").strip():
            return Finding("warn", "no_office_contact", name)
        return None

    def _odd_day(self, text: str) -> Finding | None:
        if not text:
            promised = self.typed("promise").strip()
            return Finding("warn", "no_promise_date", "promise_date") if promised else None
        try:
            day = local_day(parse_moment(text))
        except (ValueError, OverflowError):
            return Finding("error", "date_wrong", "promise_date")
        return Finding("error", "date_past", "promise_date") if day < self._today() else None

    def _choose(self, code: str) -> None:
        _ = self.look.say
        if code in EXPLAINED:
            self._why.say("hint", _("Say in the reply why."))
        else:
            self._why.hush()
        self.edited.emit()
