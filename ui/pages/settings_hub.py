"""The section Hub: joining by address, code and certificate; afterwards what this desk is joined to, and how it is."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from desk.domain.moment import local
from desk.errors import DeskError
from desk.text import explain, mark
from ui.pages.page import Workplace
from ui.pages.settings_joined import JoinedCard
from ui.pages.settings_section import Section
from ui.pages.sync_traffic import Joining
from ui.theme import Look
from ui.widgets.box import column, kind, row, show_only
from ui.widgets.button import Button
from ui.widgets.field import LineField
from ui.widgets.form import Form
from ui.widgets.label import label
from ui.widgets.loading import LoadingLine
from ui.widgets.note import Note, NotedField

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


class Typed(NamedTuple):
    """What stands in the form; `again`: it was opened though the desk is joined."""

    url: str
    code: str
    authority: str
    again: bool


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


class JoinForm(QFrame):
    """Address, code, certificate."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        _ = self._ = look.say
        kind("card", self)
        self.url = NotedField(look, LineField(look, _("Address of the hub"), hint="https://", limit=200))
        code = LineField(look, _("Code"), hint=_("8 digits"), limit=20, kind="code", width=200)
        self.code = NotedField(look, code, row(look, code, None, gap=0))
        line = LineField(look, _("Certificate file"), hint=_("only if the office gave one"), limit=1000)
        self._choose = Button(look, _("Choose a file"), click=self._ask_file)
        self._choose.setAutoDefault(True)
        self.authority = NotedField(look, line, row(look, (line, 1), self._choose, gap=8))
        wide = 112 if look.lang == "zh" else 152
        form = Form(look, label_width=wide)
        form.add(_("Address of the hub"), self.url, hint=_("from the office"))
        form.add(_("Code"), self.code, hint=_("good for 10 minutes, once"))
        form.add(_("Certificate file"), self.authority, hint=_("of the authority"))
        what = _("With a code of the town or the district this desk sends its cases there, and answers come back.")
        safe = _("Everything stays on this computer too, and works without a network as before.")
        column(
            look,
            label(_("Join a hub"), "head"),
            label(f"{what}{'' if look.lang == 'zh' else ' '}{safe}", "sub", wrap=True),
            4,
            form,
            gap=8,
            pad=(20, 16, 20, 20),
            on=self,
        )
        for first, second in ((self.url.field, code), (code, line), (line, self._choose)):
            self.setTabOrder(first, second)

    def start(self) -> None:
        fields = (self.url, self.code)
        first = next((field for field in fields if not field.field.text().strip()), self.url)
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def typed(self) -> tuple[str, str, str]:
        url, code, authority = (part.field.text().strip() for part in (self.url, self.code, self.authority))
        return url, code, authority

    def fill(self, typed: tuple[str, ...]) -> None:
        for part, text in zip((self.url, self.code, self.authority), typed, strict=True):
            part.field.set_text(text)

    def wish(self) -> Joining | None:
        """What is typed, if there is enough of it; says what is missing. An address without its scheme is meant
        to be a safe one."""
        url, code, authority = self.typed()
        if not url:
            self.say_error("url", self._("The address is missing. The office has it: https:// and a name."))
            return None
        if not code:
            self.say_error("code", self._("The code is missing. The office makes one: 8 digits, good for 10 minutes."))
            return None
        whole = url if "://" in url else f"https://{url}"
        return Joining(whole, code, Path(authority).expanduser() if authority else None)

    def say_error(self, field: str, sentence: str) -> bool:
        """At the field it is about, and nowhere else any more; False when it is about none."""
        fields = {"url": self.url, "code": self.code, "authority": self.authority}
        for one in fields.values():
            one.hush()
        if field not in fields:
            return False
        fields[field].say("error", sentence)
        fields[field].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def take_file(self, chosen: str) -> None:
        self.authority.field.set_text(QDir.toNativeSeparators(chosen))
        self.authority.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, self._("Choose a file"), QDir.homePath())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self._("Certificates (*.pem *.crt *.cer)"), self._("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take_file)
        dialog.open()
