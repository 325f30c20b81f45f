"""SIGTERM, as every deployment sends it."""

import signal
import threading
import time

import pytest
from platform_stub.server import PlatformStubProcess
from service import Caller, ServiceProcess, make_key

from app.settings import Settings

from .scene import HANDLE, SAMPLE_SIZE, ask, assert_no_page_was_fetched_again, assert_whole
from .until import until

STOPS_WITHIN_SECONDS = 15
CODES = {0, -signal.SIGTERM, 128 + signal.SIGTERM}

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_service_that_is_told_to_end_does_so_quietly_and_goes_on_after_its_next_start(
    settings: Settings, slow_platform: PlatformStubProcess, capfd: pytest.CaptureFixture[str]
) -> None:
    service = ServiceProcess(settings)
    with service, Caller(service.url, make_key(settings)) as caller:
        vetting_id = ask(caller)
        waiter = threading.Thread(target=wait_for_the_verdict, args=(caller,))
        waiter.start()
        until(lambda: slow_platform.counts().of("getProfiles") >= 5, what="the middle of the vetting")
        began = time.monotonic()
        code = service.stop()
        took = time.monotonic() - began
        waiter.join(30)
        assert code in CODES
        assert took < STOPS_WITHIN_SECONDS
        said = capfd.readouterr().err
        assert "Traceback" not in said, said
        service.start()
        assert_whole(caller.await_end(vetting_id, within_seconds=120))
    assert_no_page_was_fetched_again(slow_platform, interrupted=1)


def wait_for_the_verdict(caller: Caller) -> None:
    """A client that joins the vetting and is still there when the service goes."""
    question = {"platform": "bluesky", "handle": HANDLE, "sample_size": SAMPLE_SIZE, "read_all": True}
    caller.post("/v1/vettings", json=question, headers={"Prefer": "wait=60"})
