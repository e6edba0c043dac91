"""The conversation in the middle of the page: whose it is, what is written of it, and what it becomes."""

from datetime import datetime
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.domain.case_state import ACCUSATION
from desk.domain.conversation import DONE
from desk.domain.masks import mask_name
from desk.domain.numbering import show_number
from desk.reads.reception_views import SessionView, TalkView
from ui.forms.case_form import form_area
from ui.forms.talk_form import TalkForm
from ui.models.queue_words import minutes_since
from ui.pages.earlier import EarlierCases
from ui.pages.guidance import guidance
from ui.pages.page import Page
from ui.pages.reason import ReasonStrip
from ui.pages.reception_bar import BarActs, TalkBar
from ui.pages.reception_before import before_lines
from ui.pages.record_side import Earlier
from ui.pages.station_doors import StationDoors
from ui.pages.talking import Talking
from ui.pages.trouble import say_trouble
from ui.widgets import moment
from ui.widgets.box import column, hairline, row, scrolled
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.elided import Elided
from ui.widgets.empty import empty_state
from ui.widgets.label import label

KEY_OF_PERSON = "Ctrl+."


class TalkColumn(QWidget):
    """`talking` is the conversation itself, this is how it looks."""

    def __init__(self, page: Page, acts: BarActs) -> None:
        super().__init__()
        look = self._look = page.look
        _ = look.say
        self._page = page
        self._someone = False
        self.form = TalkForm(look, page.place.desk.lists.codes)
        self.reason = ReasonStrip(look, _("Why corrected"), _("What was wrong, in a few words"))
        self.bar = TalkBar(look, acts)
        self.talking = Talking(page.place, self.form, self.reason, self)
        self._doors = StationDoors(page.place, self)
        self._earlier = EarlierCases(page.place, self)
        self._number = label("", "display", "accent")
        self._name = Elided(look, "", "head")
        self._came = label("", "sub", "text2")
        word = _("Show name and phone") if look.lang == "zh" else ""  # the other words leave no room for it
        name = _("Show name and phone")
        self.show_button = Button(look, word, "smallquiet", icon="eye", name=name, click=self.turn_person)
        self.show_button.setAutoDefault(True)
        self.show_button.setAccessibleDescription(KEY_OF_PERSON)
        self._state = Chip(look, _("Draft"), "", "circle-dashed", height=32)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.show_nothing()

    def _lay_out(self) -> None:
        look, _ = self._look, self._look.say
        after = [label(_("people"), "body", "text2")] if look.lang == "zh" else []
        came = row(look, label(_("How many"), "body", "text2"), self.form.people, *after, gap=8)
        facts = row(look, self._came, self.show_button, None, gap=4)
        self._facts = column(look, self._name, facts, gap=0)
        high = look.by(10, 8, 6)
        head = row(look, self._number, (self._facts, 1), came, self._state, gap=12, pad=(24, high, 24, high))
        line = row(look, (hairline(), 1), pad=(24, 0, 24, 0))
        work = column(look, head, line, (form_area(self.form), 1), self.reason, gap=0)
        so, will = _("Nobody is at the table"), _("Call the next number, or take up one from the queue with Enter.")
        self._nobody = scrolled(empty_state(look, "messages-square", so, will))
        self._stack.addWidget(work)
        self._stack.addWidget(self._nobody)
        column(look, (self._stack, 1), self.bar, gap=0, on=self)
        self.setTabOrder(self.show_button, self.form.people)

    def _connect(self) -> None:
        talking = self.talking
        talking.kept.connect(self._kept)
        talking.staged.connect(self.show_stage)
        self.form.nature_changed.connect(lambda _code: self.show_nature())
        self.form.person_edited.connect(self._look_for)
        self._doors.changed.connect(self.show_nature)
        self._earlier.found.connect(self._show_before)

    # -- which conversation ---------------------------------------------------------------------------
    def take_up(self, talk: TalkView, session: SessionView) -> None:
        """What is written of the one before is kept."""
        self._show_person(False)
        self.talking.take_up(talk, session)
        self._show_head(talk)
        self._stack.setCurrentIndex(0)
        self._show_before(None)
        self._look_for(at_once=True)
        self.show_nature()

    def look_again(self, talk: TalkView, session: SessionView) -> None:
        """The one that is here was read again."""
        self.talking.look_again(talk, session)
        self._show_head(talk)

    def show_nothing(self) -> None:
        self.talking.put_down()
        self._stack.setCurrentWidget(self._nobody)
        self.show_stage()

    def _show_head(self, talk: TalkView) -> None:
        _ = self._look.say
        name = mask_name(talk.name) or _("Anonymous")
        self._number.setText(str(talk.ticket))
        self._name.setText(_("{name}, {about}").format(name=name, about=talk.about) if talk.about else name)
        self.show_time(local_now(self._page))
        self.show_stage()

    def show_time(self, now: datetime) -> None:
        talk, _ = self.talking.talk, self._look.say
        if talk is None:
            return
        words = _("came {time}").format(time=moment.clock(talk.at))
        if talk.state == "called":
            words = _("{first}, {second}").format(
                first=words, second=_("for {count} min").format(count=minutes_since(talk.called_at, now))
            )
        self._came.setText(words)

    # -- how it stands --------------------------------------------------------------------------------
    def show_stage(self) -> None:
        talking, _ = self.talking, self._look.say
        talk = talking.talk
        case = talk is not None and bool(talk.numbers)
        self.bar.show_stage(talking.stage, self.form.nature.code(), printed=True, case=case)
        if talking.stage in ("none", "open", "correcting") and (talk is None or talk.id not in talking.drafts):
            self._state.hide()
        elif talk is not None and talk.state == DONE and talking.stage == "done":
            number = show_number(talk.numbers[0]) if talk.numbers else _("Saved here")
            self._tell(number, "hard-drive")
        elif talking.stage in ("open", "correcting"):
            self._tell(_("Draft"), "circle-dashed")

    def show_nature(self) -> None:
        """Where to go instead, and what the filled button does then."""
        nature = self.form.nature.code()
        self.form.show_guidance(guidance(self._look, nature, self._doors.of(nature)))
        self.show_button.setVisible(nature != ACCUSATION)
        self.show_stage()

    def turn_person(self) -> None:
        """显示姓名电话: a deliberate act that is written down before it is done, and back again."""
        talk, place = self.talking.talk, self._page.place
        if talk is None or self.form.nature.code() == ACCUSATION:
            return
        if self._someone:
            self._show_person(False)
        elif not (talk.name or talk.phone):  # what is typed now is nobody's secret yet
            self._go_to_person(talk.id)
        else:

            def work() -> None:
                from desk.actions.talks import show_visitor

                show_visitor(place.desk, talk.id)

            place.lane.run(
                work,
                lambda _none: self._go_to_person(talk.id),
                lambda error: say_trouble(self._page, error),
                owner=self,
                keep=True,
            )

    def _go_to_person(self, talk: UUID) -> None:
        if self.talking.talk is not None and self.talking.talk.id == talk:
            self._show_person(True)
            self.form.go_to(self.form.noted["name"].field)

    def _show_person(self, shown: bool) -> None:
        _ = self._look.say
        self._someone = shown
        self.form.show_person(shown)
        words, icon = (_("Hide name and phone"), "eye-off") if shown else (_("Show name and phone"), "eye")
        if self.show_button.word():
            self.show_button.say(words, icon=icon)
        else:
            self.show_button.dress(icon, words)
        self.show_button.setToolTip(f"{words} ({KEY_OF_PERSON})")

    def _kept(self, at: datetime) -> None:
        _ = self._look.say
        self._page.cured.emit("draft")
        if self.talking.stage in ("open", "correcting"):
            self._tell(_("Draft {time}").format(time=moment.clock(at)), "circle-dashed")

    def _tell(self, words: str, icon: str) -> None:
        self._state.show_state(words, "", icon)
        self._state.show()

    # -- who was here before --------------------------------------------------------------------------
    def _look_for(self, *, at_once: bool = False) -> None:
        talk = self.talking.talk
        cases = talk.cases if talk is not None else ()
        self._earlier.look_for(
            self.form.typed("name"), self.form.typed("phone"), but=cases[0] if cases else None, at_once=at_once
        )

    def _show_before(self, earlier: Earlier) -> None:
        lines = before_lines(self._look, earlier, lambda case: self._page.wanted.emit("cases", case))
        self.form.show_before(lines)


def local_now(page: Page) -> datetime:
    """The time at the station."""
    return moment.local(page.place.clock())
