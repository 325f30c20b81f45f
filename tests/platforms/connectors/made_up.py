"""What the contract suite asks of a test's made-up platform."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import httpx


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUp:
    """A made-up platform in one module `made_up_<platform>.py`, as its constant `MADE_UP`.

    `transport` answers every declared call well; `name` is what `fetch_subject` takes, `account_id` and `key` what it
    answers. `post_id` names a post with likes or comments, `member_id` an account that `fetch_accounts` finds.
    `bad_day` answers, by name, are the platform's own error forms that must be an UpstreamError of every call.
    """

    transport: Callable[[], httpx.AsyncBaseTransport]
    name: str
    account_id: str
    key: str
    post_id: str = ""
    member_id: str = ""
    credential: Mapping[str, str] = field(default_factory=dict)
    bad_days: Mapping[str, httpx.Response] = field(default_factory=dict)
