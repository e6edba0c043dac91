"""The first run, step 2: what the law and the people want to know of a station before its first slip."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt

from desk.text import mark
from ui.pages.founding_parts import Step, label_width, question
from ui.theme import Look
from ui.widgets.box import column
from ui.widgets.field import LineField
from ui.widgets.form import Form
from ui.widgets.label import label
from ui.widgets.note import NotedField

ASKED = {  # as desk.actions.station names them: the word, an example, how long it may be
    "handler": (mark("Who handles personal data"), mark("the office that answers for names and telephones"), 60),
    "keep": (mark("How long it is kept"), mark("for example: 3 years"), 20),
    "phone": (mark("Telephone"), mark("where people can ask"), 30),
    "hours": (mark("Opening hours"), mark("for example: Monday to Friday, 9 to 17"), 60),
}


class LawStep(Step):
    """Four answers; each may stay open and is then printed as 待本站公布."""

    number = 2

    def __init__(self, look: Look, go_on: Callable[[], object]) -> None:
        super().__init__()
        _ = look.say
        last = len(ASKED) - 1
        self._fields: dict[str, NotedField] = {}
        form = Form(look, label_width=label_width(look) + 16)
        for number, (key, (word, hint, limit)) in enumerate(ASKED.items()):
            line = LineField(look, _(word), hint=_(hint), limit=limit, enter=go_on if number == last else None)
            self._fields[key] = NotedField(look, line)
            form.add(_(word), self._fields[key])
        asked = question(
            _("What slips say about the station"),
            _("The law wants the first two answered before the first slip (个人信息保护法 17)."),
        )
        open_ = label(_("What is left open is printed as: to be announced by the station."), "sub", wrap=True)
        column(look, *asked, 16, form, 4, open_, None, gap=8, on=self)

    def arrive(self) -> None:
        fields = list(self._fields.values())
        first = next((field for field in fields if not field.field.text()), fields[0])
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def typed(self) -> dict[str, str]:
        return {key: field.field.text().strip() for key, field in self._fields.items()}

    def answers(self) -> Mapping[str, str]:
        """What was answered."""
        return {key: text for key, text in self.typed().items() if text}

    def fill(self, typed: object) -> None:
        for key, text in typed.items() if isinstance(typed, dict) else ():
            self._fields[key].field.set_text(text)

    def fail(self, field: str, sentence: str) -> bool:
        if field not in self._fields:
            return False
        self._fields[field].say("error", sentence)
        self._fields[field].setFocus(Qt.FocusReason.TabFocusReason)
        return True
