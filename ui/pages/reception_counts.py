"""The sums of a reception as they are now, who is here, how long it has gone on, and the way to its end."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desk.reads.reception_views import PresenceView, SessionView
from ui.models.queue_words import minutes_since
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.box import column, empty_out, hairline, kind, row, scrolled
from ui.widgets.button import Button
from ui.widgets.elided import Elided
from ui.widgets.glyph import Glyph
from ui.widgets.label import label

Do = Callable[[], object]


class CountsColumn(QFrame):
    """208 px beside the conversation where there is room."""

    def __init__(self, look: Look, people: Do, close: Do) -> None:
        super().__init__()
        self._look = look
        _ = look.say
        kind("pane", self)
        names = {"people": _("Visitors"), "groups": _("Groups"), "cases": _("Cases"), "guided": _("Guided")}
        self._numbers: dict[str, QLabel] = {name: label("0", "number") for name in names}
        figures = [row(look, label(words, "body", "text2"), None, self._numbers[name]) for name, words in names.items()]
        self._holder = QWidget()
        self._present = QVBoxLayout(self._holder)
        self._present.setContentsMargins(0, 0, 0, 0)
        self._present.setSpacing(look.px(8))
        self._gone_on = label("", "sub", "text2", wrap=True)
        self.people = Button(look, _("Came or went"), "small", key="Ctrl+D", click=people)
        self.close_day = Button(look, _("Close and check"), icon="check-check", click=close).widen()
        for button in (self.people, self.close_day):
            button.setAutoDefault(True)
        body = column(
            look,
            label(_("This session"), "head"),
            *figures,
            hairline(),
            label(_("Deputies here"), "strong"),
            self._holder,
            row(look, self.people, None),
            hairline(),
            self._gone_on,
            None,
            gap=10,
            pad=(20, 16, 12, 12),
        )
        foot = row(look, (self.close_day, 1), pad=(12, 0, 12, 0), on=kind("actions"))
        foot.setFixedHeight(look.px(64))
        column(look, (scrolled(body), 1), foot, gap=0, on=self)

    def show_day(self, session: SessionView, now: datetime) -> None:
        for name, number in self._numbers.items():
            number.setText(f"{getattr(session.totals, name):,}")
        empty_out(self._present)
        for one in session.present:
            self._present.addWidget(self._deputy(one))
        if not session.present:
            self._present.addWidget(label(self._look.say("Nobody came yet."), "sub", "text2", wrap=True))
        self.show_time(session, now)

    def show_time(self, session: SessionView, now: datetime) -> None:
        self._gone_on.setText(gone_on(self._look, session, now))

    def _deputy(self, one: PresenceView) -> QWidget:
        look = self._look
        icon = Glyph(
            look, "user-check" if one.went is None else "log-out", "accent_text" if one.went is None else "text2"
        )
        words = column(
            look, Elided(look, one.deputy.name, "body"), Elided(look, presence_words(look, one), "sub", "text2"), gap=0
        )
        return row(look, icon, (words, 1), gap=10)


def presence_words(look: Look, one: PresenceView) -> str:
    """08:26 到, and when they left."""
    _ = look.say
    if one.went is None:
        return _("came {time}").format(time=moment.clock(one.came))
    return _("{came} to {went}").format(came=moment.clock(one.came), went=moment.clock(one.went))


def gone_on(look: Look, session: SessionView, now: datetime) -> str:
    """已进行 2 小时 12 分; a clock that was set back makes it nothing, never less."""
    _, minutes = look.say, minutes_since(session.opened_at, now)
    if minutes < 60:
        return _("Open for {minutes} min").format(minutes=minutes)
    return _("Open for {hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)
