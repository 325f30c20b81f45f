from platform_stub.audience import AudienceOptions
from platform_stub.server import PlatformStub
from service import Caller


def test_a_handle_becomes_a_verdict_and_each_page_is_fetched_once(caller: Caller, stub: PlatformStub) -> None:
    stub.set_audiences(AudienceOptions(handle="star.test", population=700, junk_share=0.5))
    stub.reset_counts()
    vetting = caller.vet(platform="bluesky", handle="@star.test", sample_size=500)
    assert vetting["status"] == "succeeded", vetting
    assert vetting["assessment"]["frame"]["frame"] == "complete"
    assert vetting["assessment"]["sampled"] == 500
    assert vetting["assessment"]["inauthentic_share"]["population"] == 700
    assert stub.counts().repeated() == []
