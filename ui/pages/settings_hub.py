"""The section Hub: joining by address, code and certificate; afterwards what this desk is joined to, and how it is."""

from PySide6.QtWidgets import QWidget

from desk.domain.moment import local
from desk.errors import DeskError
from desk.text import explain, mark
from ui.pages.join_form import JoinForm, Typed
from ui.pages.page import Workplace
from ui.pages.settings_joined import JoinedCard
from ui.pages.settings_section import Section
from ui.widgets.box import column, show_only
from ui.widgets.button import Button
from ui.widgets.label import label
from ui.widgets.loading import LoadingLine
from ui.widgets.note import Note

SAMPLE = mark("The sample station joins no hub: its cases are made up.")
FIELDS = {
    "hub_url_wrong": "url",
    "hub_not_tls": "url",
    "hub_unreachable": "url",
    "hub_untrusted": "authority",
    "authority_wrong": "authority",
    "file_missing": "authority",
    "file_unreadable": "authority",
    "code_wrong": "code",
}


class HubSection(Section):
    """The form to join, or what the desk is joined to."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        look, _ = self.look, self.look.say
        self._again = self._busy = False
        self._joined = False
        self._note = Note(look)
        self._loading = LoadingLine(look)
        self.form = JoinForm(look)
        self.card = JoinedCard(look)
        self._sample = label(_(SAMPLE), "body", "text2", wrap=True)
        self.join = Button(look, _("Join"), "primary", icon="check", key="Ctrl+Enter", click=self.primary)
        self.leave = Button(look, _("Stay as it is"), key="Esc", click=self.back)
        for button in self.buttons():
            button.setAutoDefault(True)
        column(look, self._loading, self._note, self.card, self.form, self._sample, gap=12, on=self)
        self.card.wanted.connect(self._ask)
        traffic = place.traffic
        traffic.joined.connect(self._done)
        traffic.join_failed.connect(self._failed)
        traffic.changed.connect(self._show)
        traffic.joined.connect(self._show)

    def arrive(self) -> None:
        self.stand()
        self._show()
        self.place.traffic.look_wanted.emit()

    def buttons(self) -> tuple[Button, ...]:
        return self.leave, self.join

    def typed(self) -> Typed:
        return Typed(*self.form.typed(), self._again)

    def fill(self, typed: object) -> None:
        if not isinstance(typed, Typed):
            return
        self.form.fill(typed[:3])
        self._again = typed.again
        self.stand()

    def take_focus(self) -> None:
        if not self.form.isHidden():
            self.form.start()
        elif not self.card.isHidden():
            self.card.take_focus()

    def _show(self) -> None:
        standing, now = self.place.traffic.standing, local(self.place.clock())
        hub = standing.view.hub if standing.view is not None else None
        if hub is not None:
            self.card.show_hub(hub, standing, now)
        if (hub is not None) != self._joined:
            self._joined = hub is not None
            self.stand()

    # -- what is done -----------------------------------------------------------------------------------
    def primary(self) -> None:
        """Ctrl+Enter, or Enter in the last field."""
        if self._busy or self.form.isHidden():
            return
        wish = self.form.wish()
        if wish is None:
            return
        self._work(True)
        self.place.traffic.join_wanted.emit(wish)

    def back(self) -> bool:
        """Esc: a form that was opened though the desk is joined closes again."""
        if not self._again or self._busy:
            return False
        self._again = False
        self.stand()
        self.take_focus()
        return True

    def _ask(self, what: str) -> None:
        if what == "again":
            self._again = True
            self.stand()
            self.form.start()
        elif what == "now":
            self.place.traffic.now_wanted.emit()
        else:
            self.opened.emit(what)

    def _done(self) -> None:
        """Joined: the first exchange has begun; a code is good for one time."""
        self._work(False)
        self._again, self._joined = False, True
        self.form.fill(("", "", ""))
        self.stand()
        self.take_focus()

    def _failed(self, error: Exception) -> None:
        if not self._busy:
            return
        self._work(False)
        if not isinstance(error, DeskError):
            self.place.lane.failed.emit(error)
        elif not self.form.say_error(FIELDS.get(error.code, ""), explain(error, self.look.lang)):
            self._note.say("error", explain(error, self.look.lang))

    def _work(self, busy: bool) -> None:
        self._busy = busy
        self._note.hush()
        self.form.setEnabled(not busy)
        self.join.setEnabled(not busy)
        self.leave.setEnabled(not busy)
        self._loading.begin() if busy else self._loading.end()

    def stand(self) -> None:
        """The form, or what the desk is joined to; a sample station has neither. Not before the buttons have their
        place: what shows itself without one is a window."""
        sample = self.place.station.sample
        asking = not sample and (self._again or not self._joined)
        shown: list[QWidget] = [self._sample] if sample else [self.form if asking else self.card]
        show_only((self._sample, self.form, self.card), shown)
        self.join.setVisible(asking)
        self.leave.setVisible(asking and self._again)
        self.staged.emit()
