"""The title row of Record: what is set aside, in narrow rooms the doors to the right column, and the state."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from ui.theme import Look
from ui.widgets import moment
from ui.widgets.box import column, row
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.flow import flow
from ui.widgets.keycap import Count
from ui.widgets.label import label

Do = Callable[[], object]


class RecordHead(QWidget):
    """Counts stand beside their buttons; a count of nothing is not shown."""

    def __init__(self, look: Look, *, shelf: Do, guide: Do, before: Do, slip: Do, writing: Do, sheets: Do) -> None:
        super().__init__()
        self._look = look
        _ = look.say
        narrow = look.room == "narrow"
        key = None if narrow else "Ctrl+O"
        self._sample = Chip(look, _("Sample"), "amber", "info", height=32)
        self._shelf = Button(look, _("Set-aside cases"), "small", icon="circle-dashed", key=key, click=shelf)
        self._shelved = Count(look, 0)
        self._sheets = Button(look, _("Sheets"), "small", icon="file-text", click=sheets)
        self._missing = Count(look, 0)
        self._guide = Button(look, _("Where to"), "small", icon="info", click=guide)
        self._before = Button(look, _("Before"), "small", icon="history", click=before)
        self._earlier = Count(look, 0)
        self._slip = Button(look, _("Slip"), "small", icon="file-text", click=slip)
        self._writing = Button(look, _("How to write"), "smallquiet", icon="info", key="F1", click=writing)
        self._state = Chip(look, _("Draft"), "", "circle-dashed", height=32)
        for button in (self._shelf, self._sheets, self._guide, self._before, self._slip, self._writing):
            button.setAutoDefault(True)
        self._shelves = row(look, self._shelf, self._shelved)
        self._stacks = row(look, self._sheets, self._missing)
        self._befores = row(look, self._before, self._earlier)
        parts = (self._writing, self._stacks, self._shelves, self._guide, self._befores, self._slip, self._state)
        title = column(look, row(look, label(_("Record"), "title"), self._sample, gap=12), None, gap=0)
        high = look.by(12, 12, 8)
        row(look, title, (flow(look, *parts, right=True), 1), gap=12, pad=(24, high, 24, high), on=self)
        for door in (self._befores, self._slip):
            door.setVisible(narrow)
        self._guide.hide()
        self._sample.hide()
        self.show_earlier(0)
        self.show_shelved(0)
        self.show_missing(0)
        self.show_blank()

    def show_sample(self, sample: bool) -> None:
        self._sample.setVisible(sample)

    def show_shelved(self, count: int) -> None:
        self._shelved.show_count(count)
        self._shelves.setVisible(count > 0)

    def show_missing(self, count: int) -> None:
        """Sheets that wait to be keyed."""
        self._missing.show_count(count)
        self._stacks.setVisible(count > 0)

    def show_earlier(self, count: int) -> None:
        self._earlier.show_count(count, on=True)
        self._earlier.setVisible(count > 0 and self._look.room == "narrow")

    def show_guidance(self, there: bool) -> None:
        self._guide.setVisible(there and self._look.room == "narrow")

    def show_blank(self) -> None:
        """Nothing typed yet: no state to tell."""
        self._state.hide()

    def show_draft(self, at: datetime) -> None:
        _ = self._look.say
        self._tell(_("Draft {time}").format(time=moment.clock(at)), "circle-dashed")

    def show_saved(self, at: datetime) -> None:
        _ = self._look.say
        self._tell(_("Saved here {time}").format(time=moment.clock(at)), "hard-drive")

    def _tell(self, words: str, icon: str) -> None:
        self._state.show_state(words, "", icon)
        self._state.show()
