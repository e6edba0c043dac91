"""The suite is worth something: each of these defects, put into the product, is caught by name."""

import pytest

from tests.faults.building import Engine
from tests.faults.defects import DEFECTS, Defect
from tests.faults.driver import run


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_a_defect_is_caught_by_an_invariant_that_has_a_name(
    files: Engine, defect: Defect, monkeypatch: pytest.MonkeyPatch
):
    files.template()  # founded without it
    defect.put(monkeypatch)
    failure = run(defect.steps, files).failure
    assert failure is not None
    assert failure.name in defect.caught_by, failure.seen
