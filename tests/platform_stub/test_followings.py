from .audience import AudienceOptions
from .server import PlatformStub
from .test_stub import CREATOR, ask, dids, pages


def test_the_creator_follows_some_followers_and_strangers() -> None:
    follows: list[str] = []
    cursor: dict[str, str] = {}
    with PlatformStub(AudienceOptions(population=250)) as stub:
        while len(follows) < 212:
            page = ask(stub, "graph.getFollows", actor=CREATOR, limit=100, **cursor).json()
            follows += dids(page["follows"])
            cursor = {"cursor": page["cursor"]} if "cursor" in page else {}
        followers = {did for page in pages(stub) for did in dids(page)}
    assert (len(set(follows)), len(followers & set(follows)), cursor) == (212, 50, {})
