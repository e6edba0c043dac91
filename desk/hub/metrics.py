"""What a monitor may ask of the hub (OpenMetrics at /metrics): numbers, and nothing of a person's."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from desk.errors import BadEnvironment

_REACHABLE = ("minsheng_hub_records_reachable", "Whether what the hub holds could be read just now")
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


@dataclass(frozen=True)
class Standing:
    """What the hub holds now. Times in seconds since 1970; `backup` is 0 where none was made."""

    facts: dict[str, int]  # by verdict
    place: int
    epoch: int
    enrolled: int
    revoked: int
    backup: float


class Metrics:
    """Counts of this process; what the hub holds is asked for when somebody asks."""

    def __init__(self, standing: Callable[[], Standing]) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "minsheng_hub_requests", "Requests answered", ("path", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "minsheng_hub_request_seconds",
            "From the first byte asked to the last answered",
            ("path",),
            registry=self._registry,
            buckets=_SECONDS,
        )
        self._registry.register(_Held(standing))

    def count(self, path: str, status: int, seconds: float) -> None:
        self._requests.labels(path, str(status)).inc()
        self._seconds.labels(path).observe(seconds)

    def render(self, accept: str) -> tuple[bytes, str]:
        """The text, and its media type, in the newest form the asker reads."""
        encode, media = choose_encoder(accept)
        return encode(self._registry), media


class _Held(Collector):
    def __init__(self, standing: Callable[[], Standing]) -> None:
        self._standing = standing

    def describe(self) -> Iterator[Metric]:
        return iter(())  # nothing is asked of the hub before the first scrape

    def collect(self) -> Iterator[Metric]:
        try:
            held = self._standing()
        except BadEnvironment:
            yield GaugeMetricFamily(*_REACHABLE, value=0)
            return
        yield GaugeMetricFamily(*_REACHABLE, value=1)
        facts = GaugeMetricFamily("minsheng_hub_facts", "Facts by verdict", labels=("verdict",))
        for verdict, count in sorted(held.facts.items()):
            facts.add_metric((verdict,), count)
        yield facts
        desks = GaugeMetricFamily("minsheng_hub_desks", "Desks by what they may", labels=("state",))
        desks.add_metric(("enrolled",), held.enrolled)
        desks.add_metric(("revoked",), held.revoked)
        yield desks
        yield GaugeMetricFamily("minsheng_hub_feed_place", "Last place of the feed", value=held.place)
        yield GaugeMetricFamily("minsheng_hub_epoch", "How often the hub went back", value=held.epoch)
        yield GaugeMetricFamily("minsheng_hub_last_backup_seconds", "When the last backup was made", value=held.backup)
