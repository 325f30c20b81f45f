"""`python -m youtube_stub --port 0`, run in `tests`, prints one JSON line with URL and key and serves until ended."""

import argparse
import json
import sys
import threading

import uvicorn
from platform_stub.server import listen, url_of

from .channel import ChannelOptions
from .server import server_of
from .stub import KEY, UNITS_A_DAY


def main() -> None:
    defaults = ChannelOptions()
    parser = argparse.ArgumentParser(prog="python -m youtube_stub", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--handle", default=defaults.handle)
    parser.add_argument("--commenters", type=int, default=defaults.commenters)
    parser.add_argument("--comments-per-video", type=int, default=defaults.comments_per_video)
    parser.add_argument("--junk-share", type=float, default=defaults.junk_share)
    parser.add_argument("--videos", type=int, default=defaults.videos)
    parser.add_argument("--seed", type=int, default=defaults.seed)
    parser.add_argument("--api-key", default=KEY, help="the one that is known")
    parser.add_argument("--units-a-day", type=int, default=UNITS_A_DAY, help="after these the quota is exhausted")
    parser.add_argument("--until-stdin-ends", action="store_true", help="end with whoever started this")
    given = parser.parse_args()

    options = ChannelOptions(
        handle=given.handle,
        commenters=given.commenters,
        comments_per_video=given.comments_per_video,
        junk_share=given.junk_share,
        videos=given.videos,
        seed=given.seed,
    )
    server = server_of([options], keys=[given.api_key], units_a_day=given.units_a_day)
    if given.until_stdin_ends:
        threading.Thread(target=_exit_after_stdin, args=(server,), daemon=True).start()
    with listen(port=given.port) as listener:
        sys.stdout.write(json.dumps({"url": url_of(listener), "api_key": given.api_key}) + "\n")
        sys.stdout.flush()
        server.run([listener])


def _exit_after_stdin(server: uvicorn.Server) -> None:
    sys.stdin.buffer.read()
    server.should_exit = True


if __name__ == "__main__":
    main()
