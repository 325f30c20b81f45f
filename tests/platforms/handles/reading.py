"""What the tests of all platforms ask."""

import pytest

from app.domain.handle import MalformedHandleError, Platform
from app.platforms.handles.resolve import resolve


def name_of(text: str, platform: Platform | None = None) -> str:
    """The text as `platform:@name`, and the same again from the canonical name and from the profile."""
    resolution = resolve(text, platform)
    handle = resolution.handle
    assert resolve(handle.name, handle.platform).handle == handle
    assert resolve(str(handle)).handle == handle
    assert resolve(resolution.profile_url).handle == handle
    return str(handle)


def refusal(text: str, platform: Platform | None = None) -> str:
    """The sentence by which the text is refused, which repeats nothing of it."""
    with pytest.raises(MalformedHandleError) as caught:
        resolve(text, platform)
    return str(caught.value)
