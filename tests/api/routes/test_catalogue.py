import httpx

from api.checked import CheckedCaller
from app.api.problems import PROBLEMS
from app.domain.handle import Platform
from app.platforms.registry import list_capabilities, list_connectors
from app.scoring.model_files import load_model
from app.scoring.signals import all_signals


def data(answer: httpx.Response) -> list[dict[str, object]]:
    assert answer.status_code == 200
    listed: list[dict[str, object]] = answer.json()["data"]
    return listed


def test_every_platform_is_listed_with_what_can_be_fetched_there(anonymous: CheckedCaller) -> None:
    platforms = {one["platform"]: one for one in data(anonymous.get("/v1/platforms"))}
    assert set(platforms) == set(Platform)
    assert {name for name, one in platforms.items() if one["fetchable"]} == {
        platform for platform, entry in list_connectors().items() if entry.capabilities.opt_in is None
    }
    for capabilities in list_capabilities():
        one = platforms[capabilities.platform]
        assert (one["lists_followers"], one["terms"]) == (capabilities.lists_followers, capabilities.terms)
        assert one["fetchable"] or one["advice"] or one["opt_in"]


def test_every_signal_is_listed_with_its_weight(anonymous: CheckedCaller) -> None:
    answer = anonymous.get("/v1/signals")
    signals = {one["name"]: one for one in data(answer)}
    assert set(signals) == {signal.name for signal in all_signals()}
    model = load_model()
    assert answer.json()["model_version"] == model.version
    for name, one in signals.items():
        assert one["weight"] == model.weight(str(name))
        assert one["shadow"] is (one["weight"] == 0)
    assert any(one["weight"] for one in signals.values())


def test_every_problem_is_listed_once_in_order(anonymous: CheckedCaller) -> None:
    codes = [one["code"] for one in data(anonymous.get("/v1/problems"))]
    assert codes == sorted(PROBLEMS)


def test_a_problem_that_does_not_exist_is_a_problem_that_does(anonymous: CheckedCaller) -> None:
    anonymous.problem("GET", "/v1/problems/too_many_cooks", "problem_not_found")
    anonymous.problem("GET", "/v1/problems/" + "a" * 65, "validation_failed")
