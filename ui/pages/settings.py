"""设置 Settings: what this desk is joined to. Every section is real; those to come are not shown."""

from PySide6.QtWidgets import QWidget

from desk.domain.moment import local
from desk.text import mark
from ui.pages.page import Page, Workplace
from ui.pages.settings_hub import HubSection, Typed
from ui.widgets.box import action_bar, column, page_head, scrolled
from ui.widgets.label import label

HUB = mark("Hub")


class SettingsPage(Page):
    """The one section there is: the hub."""

    name = "settings"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        look = self.look
        self.hub = HubSection(place)
        side = look.by(24, 16, 16)
        head = page_head(look, label(look.say("Settings"), "title"), label(look.say(HUB), "body", "text2"), None)
        head.setContentsMargins(look.px(side), 0, look.px(side), 0)
        body = column(look, self.hub, None, gap=0, pad=(side, 0, side, 16))
        self._foot: QWidget = action_bar(look, None, *self.hub.buttons())
        column(look, head, (scrolled(body), 1), self._foot, gap=0, on=self)
        place.traffic.changed.connect(self._show)
        place.traffic.joined.connect(self._show)
        self.hub.opened.connect(lambda page: self.wanted.emit(page, None))
        self.hub.staged.connect(self._show_foot)
        self.hub.stand()
        self._show()

    # -- what the shell asks ----------------------------------------------------------------------------
    def arrive(self, what: object = None) -> None:  # noqa: ARG002 (there is one section)
        self.place.traffic.look_wanted.emit()
        self.hub.take_focus()

    def primary(self) -> None:
        self.hub.primary()

    def escape(self) -> bool:
        return self.hub.back()

    def memory(self) -> Typed:
        return self.hub.typed()

    def recall(self, memory: object) -> None:
        if isinstance(memory, Typed):
            self.hub.fill(memory)
        self.arrive()

    def _show(self) -> None:
        self.hub.show_standing(self.place.traffic.standing, local(self.place.clock()))
        self._show_foot()

    def _show_foot(self) -> None:
        self._foot.setVisible(any(not button.isHidden() for button in self.hub.buttons()))
