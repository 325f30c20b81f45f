"""What must hold of a vetted creator of whom nothing is known beforehand: the stub's, or one on a real server."""

from typing import Any

from service import Caller


def assert_vetted(caller: Caller, platform: str, handle: str) -> dict[str, Any]:
    """Vet the handle, check what every verdict must say, and return the vetting."""
    asked = caller.vet(platform=platform, handle=handle, sample_size=200)
    vetting = caller.await_end(asked["id"], within_seconds=900)
    assert vetting["status"] == "succeeded", vetting
    assessment = vetting["assessment"]
    frame = assessment["frame"]
    assert frame["order"] == "newest_first"
    assert frame["population"] is not None
    if frame["availability"] == "ok":
        assert 0 < assessment["sampled"] <= frame["listed"]
        for share in ("inauthentic_share", "authentic_share", "reachable_share"):
            found = assessment[share]
            assert 0 <= found["low"] <= found["estimate"] <= found["high"] <= 1, share
    assert vetting["progress"]["calls"] >= 3
    assert vetting["verdict"]["reasons"]
    return vetting
