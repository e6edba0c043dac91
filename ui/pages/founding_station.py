"""The first run, step 2: which station this is, and who sits there."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt

from ui.pages import division
from ui.pages.founding_parts import LEVELS, Step, label_width, question
from ui.pages.gate import Gate, StationWords
from ui.tasks import Lane
from ui.theme import Look
from ui.widgets.box import column
from ui.widgets.button import Button
from ui.widgets.chip import suggestion
from ui.widgets.choice import Choice, Option
from ui.widgets.field import LineField
from ui.widgets.flow import flow
from ui.widgets.form import Form
from ui.widgets.label import label
from ui.widgets.note import NotedField
from ui.widgets.painted import AfterPaint


class StationStep(Step):
    """Which station, and who sits there."""

    number = 2

    def __init__(self, look: Look, lane: Lane, gate: Gate, go_on: Callable[[], object]) -> None:
        super().__init__()
        self._look, self._divisions = look, dict[str, str]()
        _ = look.say
        self.code = NotedField(look, LineField(look, _("Division code"), hint=_("12 digits, or the name of the place")))
        self.place = label("", "sub", "text2", wrap=True)
        self._offers = flow(look)
        self.name = NotedField(look, LineField(look, _("Name of the station"), limit=30))
        options = [Option(code, _(word)) for code, word in LEVELS.items()]
        self.level = Choice(look, _("Level"), options, "village")
        self.operator = NotedField(look, LineField(look, _("Who is on duty"), limit=20, enter=go_on))
        self._level_chosen = False
        self.level.chosen.connect(lambda _code: setattr(self, "_level_chosen", True))
        form = Form(look, label_width=label_width(look))
        form.add(_("Where it is"), column(look, self.code, self.place, self._offers, gap=4), hint=_("division code"))
        form.add(_("Name of the station"), self.name)
        form.add(_("Level"), self.level)
        form.add(_("Who is on duty"), self.operator, hint=_("head of the station"))
        asked = question(
            _("Which station is this?"),
            _("Everything works on this computer alone. Joining a town or district can come later."),
        )
        column(look, *asked, 16, form, None, gap=8, on=self)
        self.place.hide()
        self._offers.hide()
        self.code.field.textChanged.connect(lambda *_text: self._look_up())
        AfterPaint(self, lambda: lane.run(gate.divisions, self._take_divisions, owner=self))

    def arrive(self) -> None:
        first = next((field for field in self._fields() if not field.field.text()), self.code)
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _fields(self) -> tuple[NotedField, ...]:
        return self.code, self.name, self.operator

    def typed(self) -> StationWords:
        code, name, operator = (field.field.text().strip() for field in self._fields())
        return StationWords(code, name, self.level.code() or "", operator)

    def fill(self, typed: object) -> None:
        words = typed if isinstance(typed, StationWords) else StationWords()
        self._level_chosen = words.level not in ("", division.level_of(words.code))
        for field, text in zip(self._fields(), (words.code, words.name, words.operator), strict=True):
            field.field.set_text(text)
        self.level.set_code(words.level or "village")

    def fail(self, field: str, sentence: str) -> bool:
        fields = {"code": self.code, "name": self.name, "operator": self.operator}
        if field not in fields:
            return False
        fields[field].say("error", sentence)
        fields[field].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _take_divisions(self, divisions: Mapping[str, str]) -> None:
        self._divisions = dict(divisions)
        self._look_up()

    def _look_up(self) -> None:
        """Names the place of a whole code; offers codes for a name or for the first digits."""
        text = self.code.field.text().strip()
        named = division.path_of(text, self._divisions) if division.is_code(text) else ""
        self.place.setText(named)
        self.place.setVisible(bool(named))
        if division.is_code(text) and not self._level_chosen:
            self.level.set_code(division.level_of(text))
        self._offer(division.find(text, self._divisions))

    def _offer(self, codes: tuple[str, ...]) -> None:
        box = self._offers.layout()
        for old in self._offers.findChildren(Button):
            old.hide()
            old.deleteLater()
            if box is not None:
                box.removeWidget(old)
        for code in codes:
            chip = suggestion(self._look, division.path_of(code, self._divisions), partial(self._take, code))
            if box is not None:
                box.addWidget(chip)
        self._offers.setVisible(bool(codes))
        chips = [chip for chip in self._offers.findChildren(Button) if not chip.isHidden()]
        for first, second in pairwise((self.code.field, *chips, self.name.field)):
            self.setTabOrder(first, second)

    def _take(self, code: str) -> None:
        self.code.field.set_text(code)
        self.name.setFocus(Qt.FocusReason.TabFocusReason)
