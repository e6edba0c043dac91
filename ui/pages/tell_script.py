"""照着念: what is read out to the person, in large words; larger still where somebody looks over the glasses."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from desk.domain.codes import Codes
from desk.reads.aloud import read_aloud
from desk.reads.tell_views import ScriptView
from ui.models.case_words import bare_word
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.box import column, kind, row
from ui.widgets.button import Button
from ui.widgets.glyph import Glyph
from ui.widgets.label import label, restyle

READ, LARGE = "read", "number"  # styles


class ScriptCard(QFrame):
    """`style` is what it begins with; the button makes it large and back."""

    def __init__(self, look: Look, style: str = READ) -> None:
        super().__init__()
        self._look, self._style = look, style
        _ = look.say
        kind("card", self)
        self._icon = Glyph(look, "phone", "accent_text", 20)
        self._name = label("", "strong", "accent")
        self._larger = Button(look, _("Large"), "smallquiet", icon="zoom-in", click=self._turn)
        self._larger.setAutoDefault(True)
        self.words = label("", style, wrap=True)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._facts = label("", "sub", "text2", wrap=True)
        head = row(look, self._icon, self._name, None, self._larger)
        side = look.by(20, 16, 12)
        column(look, head, self.words, self._facts, gap=6, pad=(side, 10, side, 12), on=self)

    def show_script(self, script: ScriptView, codes: Codes, *, posted: bool = False) -> None:
        """`posted`: as it stands on the board."""
        look, _ = self._look, self._look.say
        self._name.setText(_("As posted") if posted else _("Read this out"))
        self.words.setText(read_aloud(script, look.lang, posted=posted))
        self.words.setAccessibleName(self._name.text())
        facts = script_facts(look, script, codes)
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))

    def is_large(self) -> bool:
        return bool(self.words.property("t") == LARGE)

    def _turn(self) -> None:
        _ = self._look.say
        large = not self.is_large()
        restyle(self.words, t=LARGE if large else self._style)
        self._larger.say(_("Smaller") if large else _("Large"))
        self.updateGeometry()


def script_facts(look: Look, script: ScriptView, codes: Codes) -> str:
    """答复单位 村民委员会·11 月 17 日·解决采纳: for whoever reads it out, not for the ear."""
    _, told = look.say, [one for one in script.came if not one.told or not script.waits]
    words = list[str]()
    for one in told:
        outcome = bare_word(look, codes.label("outcome", one.outcome)) if one.outcome else ""
        by = _("from {unit}").format(unit=one.by.say(look.lang)) if one.by.zh else ""
        words.append("·".join(filter(None, (by, moment.day(one.day, look.lang), outcome))))
    if script.waits and script.due is not None:
        words.append(_("to be told by {day}").format(day=moment.day(script.due, look.lang)))
    return "；".join(words) if look.lang == "zh" else "; ".join(words)
