"""A made-up reception day: deputies, a plan, a session that is heard, closed and signed, corrected afterwards."""

from uuid import UUID

from desk.actions.deputies import add_deputy
from desk.actions.desk import Desk
from desk.actions.plans import set_plan
from desk.actions.sessions import close_session, confirm_session, deputy_came, open_session
from desk.actions.talks import call_next, check_in, conclude, correct_talk, miss

JIANG = {"name": "蒋某", "level": "T", "group": "DG05", "phone": "13900000201"}


def hold_a_day(desk: Desk, visitors: int = 3) -> UUID:
    """A closed session of today: the last visitor missed the call, every other one became a case."""
    jiang = add_deputy(desk, JIANG).subjects[0]
    set_plan(desk, {"rule": {"how": "day", "day": 15}, "deputies": [str(jiang)], "room": "二楼", "theme": "停车"})
    session = open_session(desk).subjects[0]
    deputy_came(desk, session, jiang)
    for n in range(1, visitors + 1):
        check_in(desk, session, {"people": n, "name": f"来访{n}", "phone": "13900000301", "about": "路灯"})
        id = call_next(desk, session).subjects[0]
        if n == visitors:
            miss(desk, id)
        else:
            said = {"words": f"第{n}盏路灯不亮", "reply": "下周回话", "ways": ["W2"], "deputies": [str(jiang)]}
            conclude(desk, id, said | {"constituency": "第12选区"}, case={} if n % 2 else None)
            last = id
    close_session(desk, session, let_go=True)
    correct_talk(desk, last, {"people": 9}, "数错了")
    confirm_session(desk, session, jiang, name="蒋某")
    return session
