"""The sample station shows nineteen cases in the states they were left in, as if it were today."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from made_up import FOUNDING, Clock, Found

from desk import resources
from desk.actions.desk import Desk
from desk.actions.keeping import verify_desk
from desk.actions.samples import load_samples, sample_founding
from desk.domain.moment import local_day, parse_moment
from desk.errors import BadInput
from desk.reads.cases import find_cases, read_case
from desk.reads.slips import read_slip
from desk.reads.station import read_station
from desk.reads.views import CaseView

SAMPLES = {sample["id"]: sample for sample in resources.read_json("samples", "samples.json")}


@pytest.fixture
def station(found: Found, tmp_path: Path, clock: Clock) -> Desk:
    desk = found(tmp_path / "sample", replace(FOUNDING, sample=True)).desk
    load_samples(desk)
    return desk


def shown(desk: Desk) -> dict[str, CaseView]:
    """The cases by the ids of their samples."""
    by_title = {sample["title"]: id for id, sample in SAMPLES.items()}
    rows = find_cases(desk.vault, desk.lens).rows
    return {
        by_title[str(view.fields["title"])]: view for row in rows for view in [read_case(desk.vault, desk.lens, row.id)]
    }


def test_all_nineteen_are_there_and_hold_together(station: Desk):
    assert set(shown(station)) == set(SAMPLES)
    assert len(SAMPLES) == 19
    assert verify_desk(station)[1] == []
    assert {view.row.sample for view in shown(station).values()} == {True}
    assert {step.verdict for view in shown(station).values() for step in view.steps} == {"provisional"}


def test_each_is_in_its_state_with_its_outcome(station: Desk):
    views = shown(station)
    assert {id: view.row.state for id, view in views.items()} == {id: one["state"] for id, one in SAMPLES.items()}
    for id, sample in SAMPLES.items():
        told = [step.text for step in views[id].steps]
        if sample["reply_text"]:
            assert sample["reply_text"] in told
        for name in ("title", "main_cause", "proposal", "original_text"):
            assert views[id].fields[name] == (sample[name] or None)


def test_open_cases_lie_as_many_days_back_as_they_should(station: Desk, clock: Clock):
    today = local_day(clock())
    for id, view in shown(station).items():
        sample = SAMPLES[id]
        received, given = local_day(view.row.received_at), parse_moment(sample["received_at"])
        offset = sample["demo_offset_days"]
        assert received == (local_day(given) if offset is None else today + timedelta(days=offset))
        assert (view.row.received_at.hour, view.row.received_at.minute) == (given.hour, given.minute)


def test_steps_keep_their_distance_from_the_day_of_receipt(station: Desk):
    for id, view in shown(station).items():
        sample = SAMPLES[id]
        shift = local_day(view.row.received_at) - local_day(parse_moment(sample["received_at"]))
        days = {date.fromisoformat(step["date"]) + shift for step in sample["steps"] if step["step"] != "收集登记"}
        quoted = {local_day(step.at) for step in view.steps if step.kind == "quoted"}
        assert days <= quoted | {local_day(view.row.received_at)}


def test_the_slips_of_all_samples_can_be_read(station: Desk):
    for id, view in shown(station).items():
        slip = read_slip(station.vault, station.lens, view.row.id)
        sample = SAMPLES[id]
        assert slip.station.sample
        assert slip.title == sample["title"]
        assert slip.person_times == sample["person_times"]
        assert (slip.promised is None) == (sample["nature"] == "SQ")
        name = sample["suggester"]["name"]
        assert slip.name == "" or (slip.name != name and slip.name[0] == name[0])


def test_loading_twice_adds_nothing(station: Desk):
    assert load_samples(station).subjects == ()
    assert find_cases(station.vault, station.lens).total == 19


def test_a_real_station_takes_no_samples(desk: Desk):
    with pytest.raises(BadInput, match="not_a_sample"):
        load_samples(desk)
    assert find_cases(desk.vault, desk.lens).total == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sample_station_can_be_founded_in_both_languages(lang: str, found: Found, tmp_path: Path):
    desk = found(tmp_path / lang, sample_founding(lang, "123456")).desk
    assert read_station(desk.vault).sample


@pytest.mark.parametrize("now", ["2026-11-21T00:10:00+08:00", "2027-03-01T23:50:00+08:00", "2026-01-01T12:00:00+08:00"])
def test_the_samples_load_on_any_day(now: str, found: Found, tmp_path: Path, clock: Clock):
    clock.now = parse_moment(now)
    desk = found(tmp_path / "sample", replace(FOUNDING, sample=True)).desk
    assert len(load_samples(desk).subjects) == 19 + 4, "cases and deputies"
    newest: Any = max(row.received_at for row in find_cases(desk.vault, desk.lens).rows)
    assert newest.date() <= clock.now.date() + timedelta(days=0)
