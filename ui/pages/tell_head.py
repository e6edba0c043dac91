"""Who is to be told, about what, and what is read out to them; above the form, with which it scrolls."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.domain.masks import mask_name
from desk.domain.numbering import show_number
from desk.reads.views import CaseView
from ui.models.case_words import title_word
from ui.pages.case_person import CasePerson
from ui.pages.page import Page
from ui.pages.tell_script import ScriptCard
from ui.widgets.box import column, empty_out, row
from ui.widgets.elided import Elided
from ui.widgets.label import label


class TellHead(QWidget):
    """Masked until somebody asks for the telephone, which is written down."""

    def __init__(self, page: Page, person: CasePerson) -> None:
        super().__init__()
        self._page, self._person = page, person
        look = page.look
        self._who = Elided(look, "", "title")
        self._about = Elided(look, "", "sub", "text2")
        self._acts = QVBoxLayout()
        self._acts.setContentsMargins(0, 0, 0, 0)
        acts = QWidget()
        acts.setLayout(self._acts)
        self.card = ScriptCard(look)
        top = row(look, (column(look, self._who, self._about, gap=2), 1), acts, gap=12)
        column(look, top, self.card, gap=look.by(12, 10, 8), pad=(0, look.by(12, 8, 4), 0, 0), on=self)

    def show_case(self, case: CaseView) -> None:
        look, codes = self._page.look, self._page.place.desk.lists.codes
        person = case.fields["suggester"]
        said: Mapping[str, Any] = person if isinstance(person, dict) else {}
        full = self._person.is_open()
        self._who.setText(self._words(case, said, full))
        address = str(said.get("address") or "") if full else ""
        about = (title_word(look, case.row), show_number(case.row.number), address)
        self._about.setText("·".join(filter(None, about)))
        self._show_way(str(said.get("phone") or "") if full else "")
        if case.script is not None:
            self.card.show_script(case.script, codes, posted=case.script.board and case.script.waits)
        self.card.setVisible(case.script is not None)

    def _words(self, case: CaseView, said: Mapping[str, Any], full: bool) -> str:
        """曹*·村民."""
        look, codes = self._page.look, self._page.place.desk.lists.codes
        _ = look.say
        name = str(said.get("name") or "")
        who = _("Anonymous") if case.row.anonymous else (name if full else mask_name(name)) or _("No name")
        identity = [codes.label("identity", str(code)).say(look.lang) for code in said.get("identity") or ()]
        return "·".join([who, *identity])

    def _show_way(self, phone: str) -> None:
        """The telephone in large figures while it is shown, else the way to it."""
        empty_out(self._acts)
        button = self._person.button()
        if button is not None:
            self._acts.addWidget(button)
            QWidget.setTabOrder(self._about, button)
        elif phone:
            number = label(phone, "number")
            number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._acts.addWidget(number)
