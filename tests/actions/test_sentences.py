"""Every trouble has a sentence in both languages, and every blank in it is filled by whoever raises it."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

import desk
from desk.actions import printer_port
from desk.domain import conversation, session
from desk.domain.field import LIMITS, Finding
from desk.domain.step import STATE_WRONG
from desk.domain.step_table import RULES
from desk.errors import BadEnvironment, BadInput, DeskError
from desk.reads.reasons import reason_words
from desk.sentences import FIELDS, SENTENCES
from desk.storage import files, vault
from desk.text import LANGUAGES, explain, say_in

ROOT = Path(desk.__file__).parent.parent
RAISED = {
    "BadInput": 0,
    "BadEnvironment": 0,
    "DeskError": 0,
    "Finding": 1,
    "Problem": 0,
}
JUDGED = {"not_applied": 0, "Verdict": 1, "Need": 0}  # reasons of verdicts have words of their own
ALWAYS = {"field", "number"}  # filled by explain itself, or by the paper it is about


@dataclass(frozen=True)
class Call:
    """One place where a trouble is named, and the facts that it gives; None when they are not written out there."""

    code: str
    given: frozenset[str] | None
    where: str


def calls(raised: Mapping[str, int]) -> Iterator[Call]:
    for folder in ("desk", "ui"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in raised:
                    yield from named(node, raised[node.func.id], f"{path.relative_to(ROOT)}:{node.lineno}")


def named(call: ast.Call, place: int, where: str) -> Iterator[Call]:
    told = call.args[place] if len(call.args) > place else None
    codes = [told.body, told.orelse] if isinstance(told, ast.IfExp) else [told]
    given: set[str] | None = {each.arg or "**" for each in call.keywords}
    dicts = [each for each in [*call.args, *(each.value for each in call.keywords)] if isinstance(each, ast.Dict)]
    for keys in (each.keys for each in dicts):
        given |= {key.value for key in keys if isinstance(key, ast.Constant)}
    for code in codes:
        if isinstance(code, ast.Constant) and isinstance(code.value, str) and code.value:
            yield Call(code.value, None if "**" in given else frozenset(given), where)


def returned() -> Iterator[str]:
    """What functions that say why not answer."""
    for path in sorted((ROOT / "desk/domain").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and "why_not" in node.name:
                yield from (
                    code for each in ast.walk(node) if isinstance(each, ast.Return) for code in said(each.value)
                )


def said(value: ast.expr | None) -> Iterator[str]:
    if isinstance(value, ast.IfExp):
        yield from (*said(value.body), *said(value.orelse))
    elif isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
        yield value.value


CALLS, REASONS = list(calls(RAISED)), {*returned(), *(call.code for call in calls(JUDGED))}
WRONG_STATES = {*session.WRONG_STATE.values(), *conversation.WRONG_STATE.values()}
ELSEWHERE = {
    *(code for _, code in vault._TROUBLES),
    *files._DISK.values(),
    *("no_title", "no_main_cause", "no_proposal"),
    *re.findall(r'"([a-z]+_[a-z_]+)"', printer_port.Handed.__doc__ or ""),
    *(need.reason for rule in RULES for need in rule.needs),
    *(
        "not_an_office",
        "accusation",
        "answered",
        "untold",
        "mediating",
        "not_mediating",
        "nothing_answered",
        STATE_WRONG,
    ),
    *WRONG_STATES,
}


def test_the_places_where_troubles_are_named_are_found():
    codes = {call.code for call in CALLS}
    assert len(CALLS) > 100
    assert {"nothing_said", "wrong_password", "no_name", "head_wrong", "not_reached"} <= codes
    assert {"disk_full", "not_a_database", "no_such_printer", "cups_down", "reply_missing"} <= ELSEWHERE
    assert {"not_registered", "unknown_kind", "not_your_place", "withdrawn", "unit_missing"} <= REASONS


@pytest.mark.parametrize("code", sorted({call.code for call in CALLS} | ELSEWHERE))
def test_every_code_has_a_sentence_in_both_languages(code: str):
    assert code in SENTENCES, [call.where for call in CALLS if call.code == code]
    chinese, english = (explain(DeskError(code, field="title"), lang) for lang in ("zh", "en"))
    assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert not re.search(r"[\u4e00-\u9fff]", english)
    assert "{" not in chinese + english
    assert chinese[-1] in "。？！）"


@pytest.mark.parametrize(
    "reason", sorted({*REASONS, *WRONG_STATES, "accusation", "not_an_office", f"{STATE_WRONG}.60"})
)
def test_every_reason_of_a_verdict_has_words_in_both_languages(reason: str):
    chinese, english = (reason_words(reason, lang) for lang in ("zh", "en"))
    assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert not re.search(r"[\u4e00-\u9fff]", english)
    assert "{" not in chinese + english
    assert english != reason


def test_a_reason_that_is_not_known_speaks_for_itself():
    assert reason_words("gremlins", "zh") == "gremlins"
    assert "x9" in reason_words(f"{STATE_WRONG}.x9", "en")


def test_every_blank_of_a_sentence_is_filled_where_it_is_raised():
    missing = [
        f"{call.where}: {call.code} lacks {blank}"
        for call in CALLS
        if call.given is not None
        for blank in blanks(SENTENCES[call.code]) - call.given - ALWAYS
    ]
    assert missing == []


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_the_chinese_has_the_same_blanks():
    for sentence in [*SENTENCES.values(), *FIELDS.values()]:
        assert blanks(say_in("zh")(sentence)) == blanks(sentence), sentence


def test_no_sentence_is_left_over():
    used = {call.code for call in CALLS} | ELSEWHERE | {"unexpected"}
    text = "".join(
        path.read_text(encoding="utf-8") for folder in ("desk", "ui") for path in (ROOT / folder).rglob("*.py")
    )
    assert [code for code in SENTENCES if code not in used and text.count(f'"{code}"') < 2] == []


def test_every_field_of_the_form_has_a_name_that_people_say():
    for name in set(LIMITS) - {"note"}:
        assert name in FIELDS
        error = BadInput("not_text", field=name)
        assert say_in("zh")(FIELDS[name]) in explain(error, "zh")
        assert name not in explain(error, "zh")


def test_a_trouble_without_a_sentence_and_one_without_its_facts_are_still_said():
    assert "gremlins" in explain(BadEnvironment("gremlins"), "zh")
    for lang in LANGUAGES:
        for code in SENTENCES:
            assert explain(BadInput(code), lang).strip()


def test_a_finding_names_its_field():
    finding = Finding("error", "text_too_long", "title", {"length": 61, "most": 60})
    assert explain(finding, "zh").startswith(say_in("zh")(FIELDS["title"]))
    assert "61" in explain(finding, "en")
    assert "60" in explain(finding, "en")


def test_facts_with_braces_are_only_facts():
    assert "{0}{x}%s" in explain(BadInput("number_unknown", number="{0}{x}%s"), "en")


def test_errors_tell_their_code_to_the_shell_and_to_the_log():
    assert (BadInput("a").exit_code, BadEnvironment("b").exit_code, DeskError("c").exit_code) == (2, 3, 1)
    assert str(BadInput("a", row=3)) == "a {'row': 3}"
