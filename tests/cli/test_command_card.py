"""card: one page for the counter, by the desk's language."""

from pathlib import Path

from tests.cli.command_tools import STATION, Commands
from tests.cli.test_command_papers import words_in


def test_the_card_is_written_in_the_language_of_the_desk(station: Commands, tmp_path: Path):
    out = tmp_path / "card.pdf"
    said = station.inside("card", "--out", out)
    assert said.value == {"path": str(out), "pages": 1, "missing": []}
    assert "值班一页纸" in words_in(out.read_bytes())
    assert STATION[STATION.index("--name") + 1] in words_in(out.read_bytes())
    assert station.inside("--lang", "en", "card", "--out", out).code == 0
    assert "One page for the counter" in words_in(out.read_bytes())
    assert station.inside("card").code == 2
