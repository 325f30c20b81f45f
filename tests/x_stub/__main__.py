"""`python -m x_stub --followers 500` (in tests/) prints one JSON line with the URL, then serves until it is ended."""

import argparse
import json
import sys

from platform_stub.server import listen, url_of

from .server import server_of
from .stub import XOptions


def main() -> None:
    defaults = XOptions()
    parser = argparse.ArgumentParser(prog="python -m x_stub", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--username", default=defaults.username)
    parser.add_argument("--followers", type=int, default=defaults.followers)
    parser.add_argument("--posts", type=int, default=defaults.posts)
    parser.add_argument("--junk-share", type=float, default=defaults.junk_share)
    parser.add_argument("--bearer-token", default=defaults.bearer_token)
    parser.add_argument("--credits", type=int, default=defaults.credits, help="users and posts until the answer is 402")
    given = vars(parser.parse_args())
    with listen(port=given.pop("port")) as listener:
        sys.stdout.write(json.dumps({"url": url_of(listener)}) + "\n")
        sys.stdout.flush()
        server_of(XOptions(**given)).run([listener])


if __name__ == "__main__":
    main()
