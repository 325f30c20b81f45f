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


def test_a_follower_follows_the_creator_and_strangers_with_bios_the_same_each_time() -> None:
    options = AudienceOptions(population=250, junk_share=0)
    with PlatformStub(options) as stub, PlatformStub(options) as again:
        member, other = dids(pages(stub)[0])[:2]
        creator = ask(stub, "actor.getProfile", actor=CREATOR).json()["did"]
        answer = ask(stub, "graph.getFollows", actor=member).json()
        follows, others = dids(answer["follows"]), dids(ask(stub, "graph.getFollows", actor=other).json()["follows"])
        assert ask(again, "graph.getFollows", actor=member).json() == answer
    assert answer["subject"]["did"] == member
    assert follows[0] == others[0] == creator
    assert set(follows) != set(others)
    assert 1 < len(set(follows)) == len(follows) <= 40
    assert sum("description" in view for view in answer["follows"]) > len(follows) / 2


def test_whom_a_stranger_follows_nobody_knows() -> None:
    with PlatformStub(AudienceOptions(population=250)) as stub:
        [member] = dids(pages(stub)[0])[:1]
        [_, stranger, *_] = dids(ask(stub, "graph.getFollows", actor=member).json()["follows"])
        refused = ask(stub, "graph.getFollows", actor=stranger)
    assert (refused.status_code, refused.json()["error"]) == (400, "InvalidRequest")
