"""What is asked to join a hub: its address, a one-time code, the certificate of its authority."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog, QFrame

from ui.pages.sync_traffic import Joining
from ui.theme import Look
from ui.widgets.box import column, kind, row
from ui.widgets.button import Button
from ui.widgets.field import LineField
from ui.widgets.form import Form
from ui.widgets.label import label
from ui.widgets.note import NotedField


class Typed(NamedTuple):
    """What stands in the form; `again`: it was opened though the desk is joined."""

    url: str
    code: str
    authority: str
    again: bool


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
