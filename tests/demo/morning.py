"""The morning itself: a reception day at one station, walk-ins at the other, the town that answers, people who hear."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from desk.domain.moment import local_day
from tests.demo.places import Country, Seat

Say = Callable[[str], None]
WANG = {"name": "王某某", "phone": "13900000001", "pi_notice_given": True}
LI = {"name": "李某", "phone": "13900000002", "pi_notice_given": True}
PARKING = {
    "title": "关于按“一小区一方案”解决停车难的建议",
    "main_cause": "晚上没地方停车，消防通道都停满了，还有四辆僵尸车占着车位。",
    "proposal": "重新划线，把僵尸车拖走，夜里借用学校操场。",
    "category": "03",
    "suggester": LI,
}
LAMP = {
    "title": "关于修好东门路灯的建议",
    "original_text": "东门那边黑得很，摔过两个人了。",
    "proposal": "修好三盏灯，再装一盏声控的。",
    "category": "03",
    "suggester": {"anonymous": True},
}
SAID = {
    "words": "阿拉小区夜里停车特别难，消防通道都停满了，僵尸车拖掉，重新划一下车位线。",
    "reply": "今天就报到镇里，一个月内给您回音。",
    "ways": ["转有关部门"],
    "name": "王某某",
    "phone": "13900000001",
    "case": True,
}
ANSWER = {
    "outcome": "2",
    "unit": "公安金山分局",
    "reply_text": "您好！四辆僵尸车已于本周拖离，消防通道已重新划线。夜间借用学校操场停车正在商议。",
    "promise": "与学校签夜间错时停车协议",
    "contact": "陆某",
    "contact_phone": "021-0000 0203",
}
DIGEST = {
    "title": "老旧小区夜间停车难，居民盼“一小区一方案”",
    "cause": "两个居民区同一周提出同一件事：夜间车位缺口大，消防通道被占。",
    "proposal": "先清僵尸车、划消防通道；再与学校、商场商量夜间错时停车。",
    "signer": "蒋某",
    "editor": "蒋某",
}


def play(country: Country, papers: Path, say: Say) -> list[str]:
    """Everything from the first ticket to the person who hears; answers the numbers of the cases made."""
    here, there, town = country.seats
    spoken = _reception(here, papers, say)
    parking, lamp = _walk_ins(there, papers, say)
    _exchange(country, say)
    _office(town, spoken, parking, lamp, papers, say)
    _exchange(country, say)
    _heard(here, spoken, papers, say)
    _heard_elsewhere(there, parking, lamp, papers, say)
    _close(here, papers, say)
    _exchange(country, say)
    return [spoken, parking, lamp]


def _reception(seat: Seat, papers: Path, say: Say) -> str:
    for name in ("沈某", "韩某"):
        seat.fill("deputies", "add", form={"name": name, "level": "镇", "group": "山阳"})
    seat.do("session", "open")
    seat.do("session", "came", "沈某")
    say(f"{seat.name} opens its reception day; deputy 沈某 is there")
    for people in ("1", "2", "1"):
        seat.do("session", "checkin", "--people", people)
    seat.do("session", "call")
    number = str(seat.fill("session", "conclude", "A01", form=SAID)["visitor"]["numbers"][0])
    seat.do("slip", number, "--size", "80mm", "--out", papers / "01-slip-80mm.pdf")
    say(f"A01 speaks of parking at night: case {number}, and the slip goes home with the person")
    seat.do("session", "call")
    seat.fill("session", "conclude", "A02", form={"nature": "SQ", "words": "问工资的事", "people": 2})
    say("A02 came about wages: told which door is the right one, nothing is written of what they said")
    seat.do("session", "call")
    seat.fill("session", "conclude", "A03", form={"words": "谢谢上次修好了水管。"})
    say("A03 only wanted to say thank you")
    return number


def _walk_ins(seat: Seat, papers: Path, say: Say) -> tuple[str, str]:
    parking, lamp = (str(seat.fill("record", form=form)["number"]) for form in (PARKING, LAMP))
    seat.do("slip", parking, "--size", "A5", "--lang", "both", "--out", papers / "02-slip-A5.pdf")
    say(f"{seat.name} records two people who walk in: {parking}, and {lamp} without a name")
    return parking, lamp


def _exchange(country: Country, say: Say) -> None:
    told = []
    for seat in (*country.seats, *country.seats):
        done = seat.do("sync")
        assert (done["refused"], done["left"]) == (0, 0), (seat.name, done)
        told.append(f"{done['sent']} up, {done['received']} down")
    say(f"everybody meets the hub: {'; '.join(told)}")


def _office(town: Seat, main: str, child: str, lamp: str, papers: Path, say: Say) -> None:
    (group,) = town.do("inbox")["groups"]
    assert {one["number"] for one in group["cases"]} == {main, child}
    say(f"{town.name} finds two that may be the same: {'、'.join(group['why'])}")
    town.do("merge", main, child)
    town.fill("step", main, "forward", form={"lead_unit": "公安金山分局", "co_units": ["区房管局"], "note": "请牵头"})
    made = town.fill("digest", "make", form=DIGEST | {"cases": [main]})
    issue = f"{made['year']}-{made['issue']}"
    town.do("digest", "show", issue, "--out", papers / "03-digest.pdf")
    town.fill("digest", "instruct", issue, form={"actor": "镇领导", "text": "请城运中心牵头，两周内拿出办法。"})
    promised = local_day(datetime.now(UTC)) + timedelta(days=40)
    town.fill("step", main, "reply", form=ANSWER | {"promise_date": promised.isoformat()})
    town.do("slip", main, "--kind", "reply", "--out", papers / "04-reply.pdf")
    town.fill("step", lamp, "reply", form={"outcome": "1", "reply_text": "三盏路灯都换好了，加装了声控灯。"})
    say(f"handled as one: forwarded, reported in digest {issue} with a leader's word on it, answered for both people")


def _heard(seat: Seat, number: str, papers: Path, say: Say) -> None:
    waiting = seat.do("totell", "--script")["items"]
    script = next(one["script"] for one in waiting if one["number"] == number)
    say(f"{seat.name} reads out: {script}")
    seat.fill("tell", number, form={"reached": "told", "how": "FM2", "satisfaction": "S1", "said": "蛮好，谢谢"})
    seat.do("slip", number, "--kind", "survey", "--out", papers / "05-survey.pdf")


def _heard_elsewhere(seat: Seat, merged: str, anonymous: str, papers: Path, say: Say) -> None:
    assert {one["number"] for one in seat.do("totell")["items"]} == {merged, anonymous}
    seat.fill("tell", merged, form={"reached": "no_answer", "how": "FM2"})
    seat.do("board", "--out", papers / "06-board.pdf")
    seat.fill("tell", anonymous, form={"reached": "posted"})
    say(f"{seat.name}: nobody answers the phone, so again tomorrow; who left no name reads it on the board")


def _close(seat: Seat, papers: Path, say: Say) -> None:
    closed: dict[str, Any] = seat.do("session", "close")
    seat.do("session", "confirm", "沈某", "--of", closed["number"], "--name", "沈某")
    seat.do("session", "sheet", closed["number"], "--out", papers / "07-day-sheet.pdf")
    seat.do("ledger", "--out", papers / "08-ledger.xlsx")
    counts = closed["counts"]
    say(f"the day is signed: {counts['person_times']} people in {counts['groups']} groups, {counts['cases']} case")
