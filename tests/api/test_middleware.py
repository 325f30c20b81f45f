import http.client
import json
import threading
from collections.abc import AsyncIterator, Iterator

import pytest
import uvicorn
from platform_stub.server import listen
from starlette.responses import Response, StreamingResponse

from app.api.application import create_application

SECRET = "SELECT secret FROM tenants"  # noqa: S105 - what a crash could tell


async def crash() -> Response:
    raise RuntimeError(SECRET)


async def crash_halfway() -> Response:
    async def parts() -> AsyncIterator[bytes]:
        yield b"begun"
        raise RuntimeError(SECRET)

    return StreamingResponse(parts())


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """An application with routes that crash, on this port."""
    app = create_application()
    app.add_api_route("/crash", crash, methods=["GET", "POST"])
    app.add_api_route("/crash-halfway", crash_halfway)
    listener = listen(port=0)
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", ws="none", log_level="critical"))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    yield listener.getsockname()[1]
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def connection(port: int) -> Iterator[http.client.HTTPConnection]:
    opened = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    yield opened
    opened.close()


def test_a_crash_is_a_problem_that_tells_nothing_and_the_log_has_the_cause(
    connection: http.client.HTTPConnection, caplog: pytest.LogCaptureFixture
) -> None:
    connection.request("GET", "/crash", headers={"X-Request-Id": "crash-1"})
    answer = connection.getresponse()
    body = answer.read()
    assert (answer.status, answer.headers["content-type"]) == (500, "application/problem+json")
    problem = json.loads(body)
    assert (problem["code"], problem["request_id"]) == ("internal_error", "crash-1")
    assert answer.headers["x-request-id"] == "crash-1"
    assert b"SELECT" not in body
    assert b"RuntimeError" not in body
    logged = [record for record in caplog.records if record.levelname == "ERROR"]
    assert [getattr(record, "request_id", None) for record in logged] == ["crash-1"]
    assert SECRET in caplog.text


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
def test_a_crash_leaves_the_connection_open(connection: http.client.HTTPConnection, method: str) -> None:
    connection.request(method, "/crash")
    answer = connection.getresponse()
    answer.read()
    socket_before = connection.sock
    assert socket_before is not None
    assert answer.headers["connection"] != "close"
    connection.request("GET", "/healthz")
    assert connection.getresponse().status == 200
    assert connection.sock is socket_before


def test_head_of_a_crash_has_no_body(connection: http.client.HTTPConnection) -> None:
    connection.request("HEAD", "/crash")
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (500, b"")
    assert int(answer.headers["content-length"]) > 0


def test_an_answer_that_breaks_off_is_not_passed_off_as_whole(connection: http.client.HTTPConnection) -> None:
    connection.request("GET", "/crash-halfway")
    answer = connection.getresponse()
    with pytest.raises(http.client.IncompleteRead):
        answer.read()
