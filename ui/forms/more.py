"""What is seldom asked: address, identity, channel, when it came in, the slip's language. Closed until opened."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.domain.codes import Codes
from desk.domain.field import LIMITS
from ui.forms.part import Form, FormPart
from ui.theme import Look
from ui.widgets import form
from ui.widgets.category import CategoryField
from ui.widgets.chip import FilterChip
from ui.widgets.choice import Choice, Option
from ui.widgets.field import LineField
from ui.widgets.flow import flow

AT_THE_POINT = "CH01"
NAMELESS = "ID25"  # 匿名 has a box of its own


class More(FormPart):
    """The rows behind 更多. The channel is the station's counter and the time is now unless somebody says otherwise."""

    def __init__(self, look: Look, codes: Codes) -> None:
        super().__init__(look)
        _ = look.say
        self._channel_code = AT_THE_POINT
        self.watch("address", LineField(look, _("Address"), limit=LIMITS["address"]))
        self.watch("sheet", LineField(look, _("Number of the sheet"), hint=_("only of a numbered sheet"), limit=20))
        self._identity = {
            code: FilterChip(look, label.say(look.lang))
            for code, label in codes.lists["identity"].items()
            if code != NAMELESS
        }
        self._identity_text: list[str] = []  # words of no list, from an import
        channels = {code: (label.say(look.lang),) for code, label in codes.lists["channel"].items()}
        self._channel = CategoryField(look, _("Channel"), channels)
        self.watch("received_at", LineField(look, _("Received"), hint=_("Now; else like 2026-11-24 10:41"), limit=40))
        self._lang = Choice(
            look, _("Slip in"), [Option("zh", _("Chinese")), Option("en", _("Chinese and English"))], "zh"
        )
        self._listen()
        self._lay_out()

    def _listen(self) -> None:
        for chip in self._identity.values():
            chip.toggled.connect(lambda _on: self.edited.emit())
        self._channel.chosen.connect(self._take_channel)
        self._lang.chosen.connect(lambda _code: self.edited.emit())
        self._channel.left.connect(lambda: self._channel.set_code(self._channel_code))

    def _lay_out(self) -> None:
        look, _ = self.look, self.look.say
        rows = form.Form(look)
        rows.add(_("Address"), self.noted["address"])
        rows.add(_("Identity"), flow(look, *self._identity.values()))
        rows.add(_("Channel"), self._channel)
        rows.add(_("Received"), self.noted["received_at"])
        rows.add(_("Slip in"), self._lang)
        rows.add(_("Sheet"), self.noted["sheet"])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(rows)

    def gather(self) -> Form:
        identity = [code for code, chip in self._identity.items() if chip.isChecked()] + self._identity_text
        given: Form = {"channel": self._channel_code, "suggester": {}}
        if self.typed("received_at").strip():
            given["received_at"] = self.typed("received_at").strip()
        if self.typed("sheet").strip():
            given["sheet"] = self.typed("sheet").strip()
        if self.typed("address"):
            given["suggester"]["address"] = self.typed("address")
        if self._lang.code() != "zh":
            given["suggester"]["lang"] = self._lang.code()
        if identity:
            given["suggester"]["identity"] = identity
        return given

    def show_form(self, form: Mapping[str, Any]) -> None:
        suggester = form.get("suggester") or {}
        identity = list(suggester.get("identity") or [])
        for code, chip in self._identity.items():
            chip.setChecked(code in identity)
        self._identity_text = [word for word in identity if word not in self._identity]
        self.set_text("address", suggester.get("address"))
        self.set_text("sheet", form.get("sheet"))
        self.set_text("received_at", str(form.get("received_at") or "").replace("T", " ")[:16])
        self._lang.set_code("zh" if suggester.get("lang", "zh") == "zh" else "en")
        self._channel_code = form.get("channel") or AT_THE_POINT
        self._channel.set_code(self._channel_code)

    def lock(self, locked: bool) -> None:
        """检举控告: no address, no identity."""
        self.noted["address"].field.setEnabled(not locked)
        for chip in self._identity.values():
            chip.setEnabled(not locked)

    def seal(self, sealed: bool) -> None:
        super().seal(sealed)
        self._channel.setReadOnly(sealed)
        self._lang.lock(sealed)
        for chip in self._identity.values():
            chip.setEnabled(not sealed)

    def stops(self) -> list[QWidget]:
        noted = self.noted
        return [
            noted["address"].field,
            *self._identity.values(),
            self._channel,
            noted["received_at"].field,
            *self._lang.buttons(),
            noted["sheet"].field,
        ]

    def _take_channel(self, code: str) -> None:
        self._channel_code = code or AT_THE_POINT
        self.edited.emit()
