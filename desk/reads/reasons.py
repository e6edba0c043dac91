"""Why a fact does not count, in a few words: the same on the timeline, in lists and at the command line."""

from desk.domain.step import STATE_WRONG
from desk.text import mark, say_in, state_words

_WORDS = {
    "withdrawn": mark("the case was withdrawn before"),
    "not_registered": mark("the case itself is not known yet"),
    "already_registered": mark("the case was recorded before"),
    "accusation_has_text": mark("an accusation holds no words"),
    "accusation": mark("an accusation is handed on sealed"),
    "reason_missing": mark("no reason was given"),
    "after_own_step": mark("something of our own had happened before"),
    "not_an_office": mark("a town, a district or the city does this"),
    "unit_missing": mark("no unit was named"),
    "outcome_missing": mark("no outcome was given"),
    "reply_missing": mark("nothing was said in words"),
    "approver_missing": mark("nobody was named who approved it"),
    "not_petition": mark("the case was no petition matter on record"),
    "before_registration": mark("the day lies before the case was received"),
    "clock_unknown": mark("no such deadline ran"),
    "clock_over": mark("the deadline had ended by then"),
    "clock_extended": mark("the deadline had been extended before"),
    "clock_never_extended": mark("nothing allows that deadline to be extended"),
    "clock_paused": mark("the deadline was resting"),
    "clock_not_paused": mark("the deadline was not resting since then"),
    "clock_never_rests": mark("no law lets that deadline rest"),
    "clock_without_ground": mark("no law sets such a deadline for this case"),
    "extension_too_long": mark("that is later than it may be extended to"),
    "visit_recorded": mark("the visit was recorded before"),
    "visit_unknown": mark("the visit itself is not known yet"),
    "visit_withdrawn": mark("the visit was struck out before"),
    "opinion_unknown": mark("there is no such opinion"),
    "opinion_has_case": mark("the opinion had become a case before"),
    "deputy_not_there": mark("the deputy did not take part"),
    "deputy_unnamed": mark("nobody was named"),
    "deputy_unknown": mark("the entry itself is not known yet"),
    "deputy_itself": mark("nobody is matched with himself"),
    "merged_with_itself": mark("a case is not merged with itself"),
    "merged_already": mark("the case was merged into another before"),
    "guided_not_merged": mark("the case is no suggestion"),
    "has_children": mark("others were merged into the case before"),
    "not_merged": mark("the cases were not merged"),
    "session_unknown": mark("the reception itself is not known yet"),
    "session_planned": mark("the reception had not begun"),
    "session_open": mark("the reception was open already"),
    "session_closed": mark("the reception was closed"),
    "session_cancelled": mark("the reception was cancelled"),
    "deputy_here": mark("the deputy was here already"),
    "deputy_not_here": mark("the deputy was not here"),
    "signature_missing": mark("there was no signature"),
    "plan_unknown": mark("the plan itself is not known yet"),
    "plan_ended": mark("the plan was ended before"),
    "conversation_unknown": mark("the visitor's number is not known yet"),
    "conversation_waiting": mark("the visitor was not called yet"),
    "conversation_called": mark("the visitor was being received"),
    "conversation_missed": mark("the visitor had missed the call"),
    "conversation_left": mark("the visitor had gone away"),
    "conversation_done": mark("the conversation was over"),
    "unusable": mark("nobody can read it"),
    "not_your_place": mark("this desk does not act for that place"),
    "out_of_place": mark("the case belongs elsewhere"),
    "hub_only": mark("only the hub says where a station belongs"),
    "not_your_level": mark("this desk does not act at that level"),
    "unknown_kind": mark("written by a newer version"),
}
_STATE_WRONG = mark("the case stood at “{state}” by then")


def reason_words(reason: str, lang: str) -> str:
    """The words of a verdict's reason; one that is not known speaks for itself."""
    _ = say_in(lang)
    code, _point, state = reason.partition(".")
    if code == STATE_WRONG:
        return _(_STATE_WRONG).format(state=state_words(state, lang))
    return _(_WORDS[code]) if code in _WORDS else reason
