"""Whatever comes to a path of the hub, within its own description or without, it answers as it says it does."""

from collections.abc import Iterator

import pytest
import schemathesis
from hub_process import HubProcess
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode

from desk.sync import wire

POSTS = [f"/v1/{name}" for name in ("enrol", "meet", "push", "common", "lacks", "return")]
GETS = ["/healthz", "/metrics", "/v1/feed"]
BOTH = list(GenerationMode)
_EXAMPLES = 30
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(st.characters(exclude_categories=("Cs",))),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["facts", "ids", "tokens", "code"]), inner),
)

schemathesis.openapi.media_type("application/zstd", st.binary() | _JSON.map(wire.pack))


@pytest.fixture(scope="module", autouse=True)
def no_bug(served: HubProcess) -> Iterator[None]:
    """Nothing that came was the hub's own trouble."""
    yield
    log = served.log.read_text()
    assert '"bug"' not in log
    assert '"status": 5' not in log


def test_the_description_names_every_path(served: HubProcess):
    told = schemathesis.openapi.from_url(f"{served.url}/openapi.json").raw_schema
    assert set(told["paths"]) == {*POSTS, *GETS}
    for path, methods in told["paths"].items():
        for operation in methods.values():
            assert "default" in operation["responses"]
            assert ("security" in operation) == path.startswith("/v1/")


@pytest.mark.parametrize(
    ("method", "path", "mode"),
    [("POST", path, mode) for path in POSTS for mode in BOTH]
    + [("GET", "/v1/feed", mode) for mode in BOTH]
    + [("GET", path, GenerationMode.POSITIVE) for path in GETS[:2]],
)
def test_every_path_answers_as_it_is_described(served: HubProcess, method: str, path: str, mode: GenerationMode):
    schema = schemathesis.openapi.from_url(f"{served.url}/openapi.json")

    @given(case=schema[path][method].as_strategy(generation_mode=mode))
    @settings(max_examples=_EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def asked(case: Case) -> None:
        case.call_and_validate()

    asked()
