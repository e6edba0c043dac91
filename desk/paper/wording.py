"""The sentences of a receipt: fixed words from the catalogue with the case's and the station's own in them."""

from dataclasses import dataclass
from datetime import date, datetime

from desk.day_words import MONTHS
from desk.domain.masks import mask_name
from desk.paper.cleaning import one_line
from desk.paper.summary import Summary, summarise
from desk.reads.views import SlipView
from desk.text import Say, mark

SUGGESTION, ACCUSATION = "JY", "JK"
BY_LETTER = "FM1"
_WEEKDAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)


@dataclass(frozen=True)
class Words:
    """A slip's own words, made fit for print and cut to what its paper holds."""

    station: str
    handler: str | None
    keep: str | None
    phone: str | None
    hours: str | None
    name: str
    name_masked: str
    name_whole: bool
    person_phone: str
    title: str
    title_length: int
    summary: Summary
    clerk: str


def words_of(view: SlipView) -> Words:
    """Reads no more of a field than can be printed; of an accusation (检举控告) no content at all."""
    station = view.station
    silent = view.nature == ACCUSATION
    name = one_line(view.name, 50)
    masked = mask_name(name)
    return Words(
        station=one_line(station.name, 60),
        handler=_known(station.handler, 60),
        keep=_known(station.keep, 20),
        phone=_known(station.phone, 30, whole=True),
        hours=_known(station.hours, 60),
        name=name,
        name_masked=masked,
        name_whole=name != masked,
        person_phone=one_line(view.phone, 20),
        title="" if silent else one_line(view.title, 400),
        title_length=len(view.title),
        summary=summarise("" if silent else view.body),
        clerk=one_line(view.clerk, 40),
    )


def _known(value: str | None, most: int, whole: bool = False) -> str | None:
    """None also for an answer of blanks; a `whole` one never breaks."""
    said = one_line(value or "", most)
    return (said.replace(" ", "\u00a0") if whole else said) or None


def is_reachable(view: SlipView) -> bool:
    """Whether the person left a name or a telephone."""
    return not view.anonymous and bool(view.name.strip() or view.phone.strip())


def goes_on_the_board(view: SlipView) -> bool:
    """Whom nobody can call or write to reads the result on the notice board (公示栏)."""
    return not is_reachable(view) and BY_LETTER not in view.feedback


def moment(_: Say, at: datetime) -> str:
    return f"{plain_day(_, at)} {at:%H:%M}"


def hour(at: datetime) -> str:
    """8:34, as a person says it."""
    return f"{at.hour}:{at:%M}"


def weekday(_: Say, day: date) -> str:
    return _(_WEEKDAYS[day.weekday()])


def month_name(_: Say, day: date) -> str:
    return _(MONTHS[day.month - 1])


def plain_day(_: Say, day: date) -> str:
    """2026年12月11日; 11 Dec 2026."""
    return _("{day} {month} {year}").format(day=day.day, month=_(MONTHS[day.month - 1])[:3], year=day.year)


def whole_weekday_day(_: Say, day: date) -> str:
    """2026年11月17日 星期二; Tue, 17 November 2026."""
    return _("{weekday}, {day} {month} {year}").format(
        weekday=_(_WEEKDAYS[day.weekday()])[:3], day=day.day, month=_(MONTHS[day.month - 1]), year=day.year
    )


def promised_day(_: Say, day: date) -> str:
    """2026年12月11日 星期五 以前; by Fri, 11 December 2026."""
    return _("by {weekday}, {day} {month} {year}").format(
        weekday=_(_WEEKDAYS[day.weekday()])[:3], day=day.day, month=_(MONTHS[day.month - 1]), year=day.year
    )


def promise(_: Say, view: SlipView) -> str:
    """What the station will do by that day; without a day, none is invented."""
    if view.promised is None:
        return _("No date is promised. Ask with your number how it stands.")
    if goes_on_the_board(view):
        return _("We will post what has been done on our notice board. You can also ask with your number.")
    return _("We will tell you what has been done, even if it is not finished by then.")


def promise_in_short(_: Say, view: SlipView) -> str:
    if view.promised is None:
        return _("no date promised")
    sentence = _("posted by {day}") if goes_on_the_board(view) else _("told by {day}")
    return sentence.format(day=plain_day(_, view.promised))


def where_it_goes(_: Say, view: SlipView, words: Words) -> str:
    if view.nature == SUGGESTION and words.phone is None:
        return _("First reviewed here, then passed to the office in charge. Ask here which office has it.")
    if view.nature == SUGGESTION:
        return _("First reviewed here, then passed to the office in charge. Call us to learn which office has it.")
    if view.nature == ACCUSATION:
        return _("We keep no record of what you said and pass nothing on. Ask the clerk which office to go to.")
    return _("We have recorded what you said. If another office must handle it, the clerk tells you which.")


def subject(_: Say, view: SlipView, words: Words) -> str:
    return _("Accusation (content not recorded)") if view.nature == ACCUSATION else words.title


def suggester(_: Say, view: SlipView, name: str) -> str:
    if view.anonymous:
        return _("Anonymous")
    return name or ("" if view.phone.strip() else _("no name or phone given"))


def how_to_ask(_: Say, words: Words) -> str:
    """Hours and way; the telephone stands above it in large figures."""
    if words.hours and words.phone:
        return _("{hours}. Give the number above, or bring this slip.").format(hours=words.hours)
    if words.hours:
        return _("{hours}. Bring this slip and give the number.").format(hours=words.hours)
    if words.phone:
        return _("Give the number above, or bring this slip.")
    return _("Bring this slip here and give the number.")


def notice(_: Say, view: SlipView, words: Words) -> str:
    """Who keeps what, why, how long, and the person's rights (个人信息保护法 Art. 17)."""
    unknown = _("(to be announced by this station)")
    way = _("bring this slip or call {phone}").format(phone=words.phone) if words.phone else _("bring this slip")
    return _(_notice_of(view)).format(handler=words.handler or unknown, keep=words.keep or unknown, way=way)


def _notice_of(view: SlipView) -> str:
    if view.nature == ACCUSATION and not is_reachable(view):
        return mark("You left no name or phone number, and we keep no record of what you said.")
    if view.nature == ACCUSATION:
        return mark(
            "We keep no record of what you said. Anything you left of yourself serves only to count this visit. "
            "Responsible: {handler}. Kept until {keep} after the matter is closed. "
            "You may see, copy, correct or ask to delete it: {way}."
        )
    if not is_reachable(view):
        return mark(
            "You left no name or phone number and we do not look for who you are. What you told us is used by "
            "{handler} to record and handle this matter, and kept until {keep} after it is closed. "
            "To leave a way to reach you: {way}."
        )
    return mark(
        "We keep your name, phone number and what you told us, only to record and handle this matter and to "
        "tell you the result. Responsible: {handler}. The office handling the matter can see them; they serve "
        "no other use. Kept until {keep} after the matter is closed; then your name and phone number are "
        "deleted and only statistics stay. You may see, copy, correct or ask to delete them, or change whether "
        "the suggestion may be made public: {way}. We do not ask for your passport."
    )
