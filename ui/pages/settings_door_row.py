"""One door in the settings: its number, name, telephone and what it is for; up, down, away."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk.domain.field import LIMITS
from ui.theme import Look
from ui.widgets.box import column, row
from ui.widgets.button import Button
from ui.widgets.field import LineField
from ui.widgets.label import label

DoorText = dict[str, str]  # name, phone, detail


class DoorRow(QWidget):
    """`move` is asked for its number and -1 or 1, `remove` for its number."""

    def __init__(
        self, look: Look, number: int, move: Callable[[int, int], object], remove: Callable[[int], object]
    ) -> None:
        super().__init__()
        _ = look.say
        says = {"name": _("Name of door {n}"), "phone": _("Phone of door {n}"), "detail": _("Detail of door {n}")}
        hints = {"name": _("Name"), "phone": _("Phone"), "detail": _("The place, or what it is for")}
        self.fields = {
            key: LineField(
                look,
                says[key].format(n=number),
                hint=hints[key],
                limit=LIMITS[f"door_{key}"],
                width=140 if key == "phone" else None,
            )
            for key in says
        }
        self.up = Button(look, "", icon="chevron-up", name=_("Up"), click=lambda: move(number, -1))
        self.down = Button(look, "", icon="chevron-down", name=_("Down"), click=lambda: move(number, 1))
        self.away = Button(look, "", icon="x", name=_("Take away"), click=lambda: remove(number))
        for button in (self.up, self.down, self.away):
            button.setAutoDefault(True)
        mark = label(f"{number}.", "strong")
        mark.setFixedWidth(look.px(24))
        gap = QWidget()
        gap.setFixedWidth(look.px(24))
        first = row(look, mark, (self.fields["name"], 1), self.fields["phone"], self.up, self.down, self.away, gap=8)
        column(look, first, row(look, gap, (self.fields["detail"], 1), gap=8), gap=6, on=self)
        self._number = number

    def text(self) -> DoorText:
        return {key: field.text() for key, field in self.fields.items()}

    def show_text(self, text: DoorText, *, last: bool) -> None:
        for key, field in self.fields.items():
            if field.text() != text.get(key, ""):
                field.set_text(text.get(key, ""))
        self.up.setEnabled(self._number > 1)
        self.down.setEnabled(not last)

    def start(self) -> None:
        self.fields["name"].setFocus(Qt.FocusReason.TabFocusReason)

    def take_move(self, by: int) -> None:
        """The focus goes with the door that was moved, to go on moving it."""
        button, other = (self.up, self.down) if by < 0 else (self.down, self.up)
        (button if button.isEnabled() else other).setFocus(Qt.FocusReason.TabFocusReason)
