"""What a monitor is told: numbers that are right, in a form that Prometheus reads, and nothing of a person's."""

from collections.abc import Mapping

import httpx
from hub_process import HubProcess
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from prometheus_client.parser import text_string_to_metric_families as text_families

from desk.journal.fact import NewFact
from tests.hub.asking import OTHER_VILLAGE, TOWN, VILLAGE, a_case, many, nobody, said

OPEN = {"accept": "application/openmetrics-text; version=1.0.0"}


def numbers(hub: HubProcess) -> Mapping[str, float]:
    """Every sample by its name and labels."""
    answer = httpx.get(f"{hub.url}/metrics", headers=OPEN, trust_env=False)
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    return {
        sample.name + "".join(f" {value}" for _, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_the_numbers_follow_what_happens(served: HubProcess):
    with many(served, (VILLAGE, "village"), (OTHER_VILLAGE, "village"), (TOWN, "town")) as (here, there, town):
        before = numbers(served)
        facts = here.write(a_case(), a_case(), a_case())
        receipt = said(here.post("push", here.push_body(facts)))
        there.push(NewFact("case.withdrawn", facts[0].event.subject, {}, words={"reason": "算了"}))
        said(town.feed())
        with nobody(served) as stranger:
            stranger.feed()
        after = numbers(served)
        assert after["minsheng_hub_facts ok"] == before["minsheng_hub_facts ok"] + 3
        assert after["minsheng_hub_facts set_aside"] == before.get("minsheng_hub_facts set_aside", 0) + 1
        assert after["minsheng_hub_feed_place"] == receipt["place"] + 1
        assert after["minsheng_hub_epoch"] == 1
        assert after["minsheng_hub_desks enrolled"] == 3
        assert after["minsheng_hub_desks revoked"] == 0
        assert after["minsheng_hub_last_backup_seconds"] == 0
        assert after["minsheng_hub_records_reachable"] == 1
        assert after["minsheng_hub_requests_total /v1/push 200"] == 2
        assert after["minsheng_hub_requests_total /v1/feed 401"] == 1
        assert after["minsheng_hub_request_seconds_count /v1/push"] == 2
        served.command("revoke", there.key)
        assert numbers(served)["minsheng_hub_desks revoked"] == 1


def test_facts_are_counted_anew_after_a_restart(served: HubProcess):
    before = numbers(served)["minsheng_hub_facts ok"]
    served.restart()
    assert numbers(served)["minsheng_hub_facts ok"] == before


def test_paths_that_are_not_there_and_odd_methods_do_not_grow_the_list(served: HubProcess):
    with httpx.Client(base_url=served.url, trust_env=False) as client:
        for number in range(20):
            client.request(f"ODD{number}", f"/v1/{number}")
    assert numbers(served)["minsheng_hub_requests_total other 404"] >= 20
    assert sum(name.startswith("minsheng_hub_requests_total") for name in numbers(served)) < 20


def test_an_older_monitor_gets_the_older_text(served: HubProcess):
    answer = httpx.get(f"{served.url}/metrics", trust_env=False)
    assert answer.headers["content-type"].startswith("text/plain")
    assert "minsheng_hub_feed_place" in {family.name for family in text_families(answer.text)}


def test_no_key_and_no_place_is_told(served: HubProcess):
    with many(served, (VILLAGE, "village")) as [asker]:
        said(asker.push(a_case()))
        text = httpx.get(f"{served.url}/metrics", headers=OPEN, trust_env=False).text
    for never in (asker.key[:8], VILLAGE, "七村", asker.place.hex, "127.0.0.1"):
        assert never not in text
