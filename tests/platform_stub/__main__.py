"""`python -m tests.platform_stub --port 0` prints one JSON line with the URL, then serves until it is ended."""

import argparse
import json
import sys
import threading

import uvicorn

from .audience import AudienceOptions
from .server import listen, server_of, url_of


def main() -> None:
    defaults = AudienceOptions()
    parser = argparse.ArgumentParser(prog="python -m tests.platform_stub", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--handle", default=defaults.handle)
    parser.add_argument("--population", type=int, default=defaults.population)
    parser.add_argument("--junk-share", type=float, default=defaults.junk_share)
    parser.add_argument("--seed", type=int, default=defaults.seed)
    parser.add_argument("--until-stdin-ends", action="store_true", help="end with whoever started this")
    given = parser.parse_args()

    options = AudienceOptions(
        handle=given.handle, population=given.population, junk_share=given.junk_share, seed=given.seed
    )
    server = server_of([options])
    if given.until_stdin_ends:
        threading.Thread(target=_exit_after_stdin, args=(server,), daemon=True).start()
    with listen(port=given.port) as listener:
        sys.stdout.write(json.dumps({"url": url_of(listener)}) + "\n")
        sys.stdout.flush()
        server.run([listener])


def _exit_after_stdin(server: uvicorn.Server) -> None:
    sys.stdin.buffer.read()
    server.should_exit = True


if __name__ == "__main__":
    main()
