"""What an exchange brought is said once: an answer with a way to the case, a refusal with a way to the reason."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from desk.domain.numbering import show_number
from desk.reads.exchange_rows import ExchangeRow
from desk.reads.reasons import reason_words
from ui.pages.sync_words import LEVELS, row_title
from ui.theme import Look
from ui.widgets.message import Act, Message

ANSWERS, REFUSALS = "answers", "refusals"  # topics of messages
Open = Callable[[str, object], object]  # a page, and what to show there


def news_of(
    look: Look, answers: Sequence[ExchangeRow], refused: Sequence[ExchangeRow], open_page: Open
) -> Iterator[Message]:
    if answers:
        yield _answered(look, answers, open_page)
    if refused:
        yield _refused(look, refused, open_page)


def _answered(look: Look, rows: Sequence[ExchangeRow], open_page: Open) -> Message:
    _, first = look.say, rows[0]
    if len({row.case for row in rows}) > 1:
        sentence = _("{count} cases were answered.").format(count=len({row.case for row in rows}))
        act = Act(_("See which"), partial(open_page, "sync", "came"))
        return Message(sentence, acts=(act,), topic=ANSWERS, icon="check-check")
    who = look.say(LEVELS[first.level]) if first.level in LEVELS else first.place or _("Another place")
    sentence = _("{who} answered {number}.").format(who=who, number=show_number(first.number))
    act = Act(_("Read the answer"), partial(open_page, "cases", first.case))
    return Message(sentence, acts=(act,), topic=ANSWERS, icon="check-check")


def _refused(look: Look, rows: Sequence[ExchangeRow], open_page: Open) -> Message:
    _, first = look.say, rows[0]
    act = Act(_("See why"), partial(open_page, "sync", "refused"))
    if len(rows) > 1:
        sentence = _("{count} were refused. What was written is safe here.").format(count=len(rows))
    else:
        named = show_number(first.number) if first.number else row_title(look, first)
        sentence = _("Refused: {what}, {reason}. What was written is safe here.").format(
            what=named, reason=reason_words(first.reason, look.lang)
        )
    return Message(sentence, "red", (act,), REFUSALS, "undo-2")
