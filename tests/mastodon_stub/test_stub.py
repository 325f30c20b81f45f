from collections.abc import Iterator

import httpx
import pytest
from platform_stub.audience import AudienceOptions

from .server import MastodonStub


@pytest.fixture
def stub() -> Iterator[MastodonStub]:
    with MastodonStub(AudienceOptions(population=170)) as running:
        yield running


def ask(stub: MastodonStub, path: str, **parameters: str | int) -> httpx.Response:
    return httpx.get(f"{stub.url}/{path}", params=parameters, timeout=2, trust_env=False)


def creator_id(stub: MastodonStub) -> str:
    return str(ask(stub, "api/v1/accounts/lookup", acct="creator").json()["id"])


def pages(stub: MastodonStub, path: str, limit: int = 80) -> list[list[str]]:
    found, parameters = [], {"limit": str(limit)}
    while True:
        page = ask(stub, path, **parameters)
        found.append([each["id"] for each in page.json()])
        if "next" not in page.links or not page.json():
            return found
        parameters["max_id"] = httpx.URL(page.links["next"]["url"]).params["max_id"]


def test_walking_the_pages_lists_everybody_once(stub: MastodonStub) -> None:
    account = f"api/v1/accounts/{creator_id(stub)}"
    for what, count in (("followers", 170), ("following", 212), ("statuses", 20)):
        walked = [each for page in pages(stub, f"{account}/{what}") for each in page]
        assert (len(walked), len(set(walked))) == (count, count), what
    assert [len(page) for page in pages(stub, f"{account}/followers")] == [80, 80, 10]


def test_webfinger_leads_to_a_host_that_is_not_the_handle_s(stub: MastodonStub) -> None:
    answer = ask(stub, ".well-known/webfinger", resource=f"acct:{stub.handle}").json()
    assert stub.handle == "creator@stub.example"
    assert answer["links"][0]["href"] == "https://social.stub.example/users/creator"
    assert ask(stub, ".well-known/webfinger", resource="acct:nobody@stub.example").status_code == 404


def test_posts_favourites_and_replies_hang_together(stub: MastodonStub) -> None:
    post = ask(stub, f"api/v1/accounts/{creator_id(stub)}/statuses", limit=1).json()[0]
    likers = ask(stub, f"api/v1/statuses/{post['id']}/favourited_by", limit=80).json()
    thread = ask(stub, f"api/v1/statuses/{post['id']}/context").json()["descendants"]
    assert len(likers) == post["favourites_count"] == 60
    assert sum(reply["in_reply_to_id"] == post["id"] for reply in thread) == post["replies_count"] == 5
    assert ask(stub, "api/v1/statuses/1/context").status_code == 404


def test_lists_can_be_hidden_by_the_creator_or_closed_to_strangers(stub: MastodonStub) -> None:
    followers = f"api/v1/accounts/{creator_id(stub)}/followers"
    stub.present(hide_collections=True)
    assert ask(stub, followers).json() == []
    stub.present(closed=True)
    assert ask(stub, followers).status_code == 401
    assert stub.asked == [f"/{followers}"]
