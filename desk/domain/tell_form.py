"""The forms of telling (告知) and of the survey (征询, form F8), checked once, before they are facts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from desk.domain.clock_form import check_texts
from desk.domain.codes import Codes
from desk.domain.form_field import read_code, read_day_to_come, read_yes
from desk.domain.loop_form import happened_on
from desk.domain.reaching import BOARD
from desk.domain.step_form import StepForm
from desk.domain.telling import HEARD, NO_ANSWER, NOT_SATISFIED, POSTED, TOLD, WRONG_NUMBER
from desk.errors import BadInput

REACHED = (TOLD, NO_ANSWER, WRONG_NUMBER, POSTED)
_WORDS = {"告知到了": TOLD, "没接通": NO_ANSWER, "号码不对": WRONG_NUMBER, "已公开": POSTED}
_SAID = ("said", "reason", "actor", "evidence")
_ASKED = ("how", "satisfaction", "attitude", "again", "on")


def check_telling(form: Mapping[str, Any], codes: Codes, registered: date, today: date) -> StepForm:
    """{reached: told, no_answer, wrong_number or posted; how, satisfaction, said, reason, again, next_try, on, actor}.
    Raises BadInput."""
    texts = check_texts(form, _SAID, (*_ASKED, "reached", "next_try"))
    given = form.get("reached", "told" if form.get("how") or form.get("satisfaction") else None)
    reached = _WORDS.get(given, given) if isinstance(given, str) else None
    if reached not in REACHED:
        raise BadInput("reached_unknown", field="reached", known=REACHED)
    asked = _asked(form, codes, registered, today)
    next_try = read_day_to_come(form, "next_try", today)
    answered = any(asked[name] for name in ("satisfaction", "attitude", "again")) or "said" in texts
    if answered and reached not in HEARD:
        raise BadInput("not_reached", field="reached")
    how = BOARD if reached == POSTED else asked["how"]
    return StepForm(asked | {"reached": reached, "how": how, "next_try": next_try}, dict(texts))


def check_survey(form: Mapping[str, Any], codes: Codes, registered: date, today: date) -> StepForm:
    """{satisfaction (with what came of it), attitude (with how it was handled), said, reason, again, how, on, actor}.
    Raises BadInput."""
    return StepForm(_asked(form, codes, registered, today), dict(check_texts(form, _SAID, _ASKED)))


def _asked(form: Mapping[str, Any], codes: Codes, registered: date, today: date) -> dict[str, Any]:
    """Who is not satisfied is asked whether it shall be handled again; unless they say no, it is."""
    satisfaction = read_code(form, "satisfaction", codes, "satisfaction")
    again = read_yes(form, "again")
    return {
        "how": read_code(form, "how", codes, "feedback"),
        "satisfaction": satisfaction,
        "attitude": read_code(form, "attitude", codes, "satisfaction"),
        "again": (satisfaction == NOT_SATISFIED if again is None else again) or None,
        "day": happened_on(form, registered, today),
    }
