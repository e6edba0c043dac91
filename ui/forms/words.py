"""What the person says: own words first (原话), then topic, main cause and proposal."""

from collections.abc import Mapping
from typing import Any

from ui.forms.part import Form, FormPart
from ui.theme import Look
from ui.widgets import form
from ui.widgets.area import TextArea
from ui.widgets.field import LineField

NAMES = ("original_text", "title", "main_cause", "proposal")


class Words(FormPart):
    """Four fields that belong to the rows of a form above; this part only holds them together."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        _ = look.say
        least = look.by(104, 104, 80)
        self.watch("original_text", TextArea(look, _("Own words"), least=least, style="words"))
        self.watch("title", LineField(look, _("Topic"), limit=60))
        self.watch("main_cause", TextArea(look, _("Main cause"), least=64))
        hint = _("Ask: what would make it better?")
        self.watch("proposal", TextArea(look, _("Proposal"), hint=hint, least=40))
        self.hide()

    def add_to(self, rows: form.Form) -> None:
        _ = self.look.say
        rows.add(_("Own words"), self.noted["original_text"], hint=_("as spoken"))
        rows.add(_("Topic"), self.noted["title"])
        rows.add(_("Main cause"), self.noted["main_cause"])
        rows.add(_("Proposal"), self.noted["proposal"])

    def gather(self) -> Form:
        return {name: text for name in NAMES if (text := self.typed(name))}

    def show_form(self, form: Mapping[str, Any]) -> None:
        for name in NAMES:
            self.set_text(name, form.get(name))

    def lock(self, locked: bool) -> None:
        """检举控告: nothing can be typed here."""
        for noted in self.noted.values():
            noted.field.setEnabled(not locked)
