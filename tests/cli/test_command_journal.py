"""journal export and import by real command lines."""

from pathlib import Path

from tests.cli.command_tools import STATION, Commands


def test_a_journal_goes_out_and_into_a_new_desk(station: Commands, nowhere: Commands, tmp_path: Path):
    number = station.record()
    file = tmp_path / "j.jsonl"
    said = station("journal", "export", file, "--with-persons").value
    assert said["facts"] == station.inside("verify").value["facts"]
    assert said["persons"] is True
    assert "没有加密" in said["warning"]
    other = nowhere.elsewhere("other")
    assert other.inside("init", *STATION).code == 0
    assert other.inside("journal", "import", file, "--dry-run").value == {"facts": said["facts"], "imported": 0}
    assert other("journal", "import", file).value == {"facts": said["facts"], "imported": said["facts"]}
    assert other.inside("show", number).value["fields"] == station.inside("show", number).value["fields"]
    assert other.inside("verify").value["ok"] is True
    assert other.inside("rebuild").value["equal"] is True


def test_without_persons_no_name_is_in_it_and_it_is_the_owner_s_alone(station: Commands, tmp_path: Path):
    station.record()
    said = station.inside("journal", "export", tmp_path / "j.jsonl").value
    assert said["persons"] is False
    assert "欧阳某" not in (tmp_path / "j.jsonl").read_text("utf-8")
    assert (tmp_path / "j.jsonl").stat().st_mode & 0o077 == 0


def test_what_cannot_be_taken_says_why_and_changes_nothing(station: Commands, tmp_path: Path):
    station.record()
    file = tmp_path / "j.jsonl"
    station.inside("journal", "export", file)
    facts = station.inside("verify").value["facts"]
    assert station.inside("journal", "import", file).fault["code"] == "journal_not_empty"
    assert station.inside("journal", "import", tmp_path / "no").fault["code"] == "file_missing"
    assert station.inside("journal", "copy", file).fault["code"] == "word_unknown"
    assert station.inside("verify").value["facts"] == facts
