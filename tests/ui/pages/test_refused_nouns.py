"""Whatever is refused is called something, whichever noun it is of."""

from desk.domain.kinds import BODIES
from ui.pages import sync_words


def test_every_noun_has_a_name_on_sync():
    assert {kind.partition(".")[0] for kind in BODIES} - {"case"} == set(sync_words._NOUNS)
