"""The section Appearance: language, size of words, light or dark. Each takes effect at once."""

from PySide6.QtCore import Qt

from desk.settings import SCALES
from desk.text import mark
from ui.pages.page import Workplace
from ui.pages.settings_section import Section
from ui.widgets.box import card, column
from ui.widgets.choice import Choice, Option
from ui.widgets.form import Form
from ui.widgets.label import label

LANGUAGES = {"zh": "中文", "en": "English"}
THEMES = {"light": mark("Light"), "dark": mark("Dark")}


class LookSection(Section):
    """The same three wishes as in the status bar, with their names."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        look, _ = self.look, self.look.say
        wishes = place.wishes()
        self.lang = Choice(look, _("Language"), [Option(*pair) for pair in LANGUAGES.items()], look.lang)
        sizes = [Option(str(scale), f"{scale} %") for scale in SCALES]
        self.scale = Choice(look, _("Size"), sizes, str(wishes.scale))
        themes = [Option(code, _(word)) for code, word in THEMES.items()]
        self.theme = Choice(look, _("Light or dark"), themes, look.mode)
        form = Form(look, label_width=112)
        form.add(_("Language"), self.lang)
        form.add(_("Size"), self.scale, hint="Ctrl+= Ctrl+-")
        form.add(_("Light or dark"), self.theme)
        what = _("For this computer alone. Slips are printed in the language that their person asked for.")
        column(look, card(look, label(_("Appearance"), "head"), label(what, "sub", wrap=True), 4, form), on=self)
        self.lang.chosen.connect(lambda code: self.wished.emit("lang", code))
        self.scale.chosen.connect(lambda code: self.wished.emit("scale", int(code)))
        self.theme.chosen.connect(lambda code: self.wished.emit("theme", code))

    def take_focus(self) -> None:
        self.lang.setFocus(Qt.FocusReason.TabFocusReason)
