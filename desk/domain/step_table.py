"""The table of steps (办理): registration aside, the seven steps and what belongs to them, in the order in which
they are usually taken; none is compulsory, and most may be taken again."""

from desk.domain import step_bodies as bodies
from desk.domain.running import LOOKED, PASSED, REPLIED
from desk.domain.sight import LEVELS, OFFICES
from desk.domain.step_rule import Need, Rule
from desk.domain.telling import Surveyed, Told

EVERY = frozenset(LEVELS)
_OPEN = frozenset({"10", "20", "31", "32", "33", "34", "40", "50", "62"})
_OURS = frozenset({"10", "20", "31", "40", "50", "62"})  # in the station's own hands
_IN_HAND = _OURS | {"32", "33"}
_ANSWERED = frozenset({"60", "61", "70", "71", "72", "91"})
_AWARDED = frozenset({"80", "81"})
DONE = frozenset({"70", "71"})  # it may be done before anybody answers
_HEARD = frozenset({"61", "71", "72"})
_REASON = Need("reason_missing", ("reason",))
_UNIT = Need("unit_missing", ("unit",))
_NOTE = Need("note_missing", ("note",))
_ANSWER = Need("outcome_missing", ("outcome",)), Need("reply_missing", ("reply_text",))

_REVIEW = (
    Rule("review", "case.reviewed", bodies.Reviewed, EVERY, frozenset({"10", "20"}), "20", "1", reaches=LOOKED),
    Rule(
        name="track",
        kind="case.tracked",
        body=bodies.Tracked,
        levels=OFFICES,
        sources=_OPEN | {"11", "60"},  # what was guided elsewhere may become a petition matter after all
        target="20",
        step="1",
        reaches=LOOKED,
        alone=True,
    ),
    Rule(
        name="accept",
        kind="case.accepted",
        body=bodies.Accepted,
        levels=OFFICES,
        sources=_OPEN,
        step="1",
        track="petition",
        reaches=frozenset({"forwarded", "accepted"}),
        alone=True,
    ),
)
_FORWARD = (
    Rule(
        name="forward",
        kind="case.forwarded",
        body=bodies.Forwarded,
        levels=OFFICES,
        sources=_OPEN,
        target="32",
        step="2",
        needs=(_UNIT,),
        reaches=PASSED,
    ),
    Rule("sign", "case.signed", bodies.Signed, OFFICES, frozenset({"32"})),
    Rule(
        name="return",
        kind="case.returned",
        body=bodies.Returned,
        levels=OFFICES,
        sources=frozenset({"32", "40", "50"}),
        target="34",
        step="2",
        needs=(_REASON,),
        text="reason",
    ),
    Rule(
        "digest", "case.digested", bodies.Digested, OFFICES, (_IN_HAND | {"34"}), target="33", step="2", reaches=PASSED
    ),
    Rule(
        name="instruct",
        kind="case.instructed",
        body=bodies.Instructed,
        levels=OFFICES,
        sources=_OPEN | _ANSWERED,
        step="4",
        needs=(Need("instruction_missing", ("text",)), Need("leader_missing", ("actor",))),
        text="text",
    ),
)
_WORK = (
    Rule(
        name="discuss",
        kind="case.discussed",
        body=bodies.Discussed,
        levels=EVERY,
        sources=_OURS,
        target="31",
        step="3",
        needs=(Need("record_missing", ("record",)),),
        text="record",
        reaches=PASSED,
    ),
    Rule("research", "case.researched", bodies.Researched, EVERY, _IN_HAND, "40", "3", (_NOTE,), reaches=PASSED),
    Rule("supervise", "case.supervised", bodies.Supervised, EVERY, _IN_HAND, "50", "4", (_NOTE,), reaches=PASSED),
    Rule(
        name="mediate",
        kind="case.mediating",
        body=bodies.Mediating,
        levels=EVERY,
        sources=_OPEN | {"11"},
        needs=(_UNIT,),
        alone=True,
    ),
    Rule(
        name="mediated",
        kind="case.mediated",
        body=bodies.Mediated,
        levels=EVERY,
        sources=_OPEN | {"11"},
        needs=(_NOTE,),
        alone=True,
    ),
)
_ANSWERS = (
    Rule(
        name="reply",
        kind="case.replied",
        body=bodies.Replied,
        levels=OFFICES,
        sources=_IN_HAND | DONE,  # what was returned is forwarded first
        target="60",
        keeps=DONE,
        step="5",
        needs=(*_ANSWER, _UNIT),
        text="reply_text",
        reaches=REPLIED,
    ),
    Rule(
        name="settle",
        kind="case.settled",
        body=bodies.Settled,
        levels=EVERY,
        sources=_OURS | DONE,
        target="60",
        keeps=DONE,
        step="5",
        needs=_ANSWER,
        text="reply_text",
        reaches=REPLIED,
    ),
    Rule(
        name="tell",
        kind="case.told",
        body=Told,
        levels=EVERY,
        sources=_OPEN | _ANSWERED | _AWARDED | {"90"},
        step="5",
        text="said",
        alone=True,
    ),
    Rule(
        name="survey",
        kind="case.surveyed",
        body=Surveyed,
        levels=EVERY,
        sources=_ANSWERED - {"60"} | _AWARDED | {"90"},
        step="5",
        needs=(Need("satisfaction_missing", ("satisfaction",)),),
        text="said",
        alone=True,
    ),
)
_RESULTS = (
    Rule(
        name="carry",
        kind="case.carried",
        body=bodies.Carried,
        levels=EVERY,
        sources=_IN_HAND - {"10"} | _ANSWERED - {"71"},
        target="70",
        step="6",
        needs=(_NOTE,),
        reaches=PASSED,
    ),
    Rule(
        name="complete",
        kind="case.completed",
        body=bodies.Completed,
        levels=EVERY,
        sources=_IN_HAND - {"10"} | _ANSWERED - {"71"},
        target="71",
        step="6",
        needs=(_NOTE,),
        reaches=PASSED,
    ),
    Rule(
        name="adopt",
        kind="case.adopted",
        body=bodies.Adopted,
        levels=OFFICES,
        sources=_OPEN | _ANSWERED | _AWARDED | {"90"},
        step="6",
        needs=(Need("adoption_missing", ("adoption",)),),
    ),
    Rule("recommend", "case.recommended", bodies.Recommended, OFFICES, _HEARD | {"90"}, "80", "7", alone=True),
    Rule("award", "case.awarded", bodies.Awarded, OFFICES, _HEARD | {"80", "90"}, "81", "7", alone=True),
    Rule("file", "case.filed", bodies.Filed, EVERY, _HEARD | _AWARDED, "90"),
    Rule(
        name="link",
        kind="case.linked",
        body=bodies.Linked,
        levels=OFFICES,
        sources=_OPEN | _ANSWERED | _AWARDED | {"90"},
        needs=(Need("link_missing", ("link",)), Need("link_number_missing", ("number",))),
        text="title",
        alone=True,
    ),
    Rule(
        name="unlink",
        kind="case.unlinked",
        body=bodies.Unlinked,
        levels=OFFICES,
        sources=_OPEN | _ANSWERED | _AWARDED | {"90"},
        alone=True,
    ),
)
_CLOCKS = (
    Rule(
        name="extend",
        kind="case.extended",
        body=bodies.Extended,
        levels=OFFICES,
        sources=_OPEN | {"60"},
        needs=(_REASON, Need("approver_missing", ("approver",))),
        text="reason",
        alone=True,
    ),
    Rule(
        name="pause",
        kind="case.paused",
        body=bodies.Paused,
        levels=OFFICES,
        sources=_OPEN | {"60"},
        needs=(_REASON,),
        text="reason",
        alone=True,
    ),
    Rule("resume", "case.resumed", bodies.Resumed, OFFICES, _OPEN | {"60"}, alone=True),
)
RULES: tuple[Rule, ...] = (*_REVIEW, *_FORWARD, *_WORK, *_ANSWERS, *_RESULTS, *_CLOCKS)
