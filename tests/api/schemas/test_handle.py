import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from app.api.schemas.handle import HANDLE_PATTERN, HandleRequest, HandleText
from app.domain.handle import HandleError, MalformedHandleError, Platform
from app.platforms.handles.pasted import unwrap
from app.platforms.handles.resolve import resolve

HANDLES: TypeAdapter[str] = TypeAdapter(HandleText)
TEXTS = st.one_of(
    st.text(max_size=8), st.from_regex(HANDLE_PATTERN), st.text("@ a\t\x1f\x85\xa0\u200b\u202e\ufeff", max_size=6)
)


@given(TEXTS)
def test_the_schema_and_the_model_agree_on_handles(text: str) -> None:
    fits_schema = 0 < len(text) <= 2_048 and re.search(HANDLE_PATTERN, text) is not None
    try:
        HANDLES.validate_python(text)
    except ValidationError:
        assert not fits_schema or "\x00" in text
    else:
        assert fits_schema


@given(TEXTS)
def test_what_the_schema_takes_is_one_word_to_the_parser_as_well(text: str) -> None:
    if re.search(HANDLE_PATTERN, text):
        try:
            word = unwrap(text)
        except MalformedHandleError as error:
            assert "is empty" in str(error)  # noqa: PT017 - nothing but quotes
        else:
            assert len(word.split()) == 1


@given(st.sampled_from(Platform), st.from_regex(r"[a-z0-9]{3,15}(\.bsky\.social|@host\.example)?", fullmatch=True))
def test_the_schema_takes_every_canonical_name_and_profile(platform: Platform, text: str) -> None:
    try:
        resolution = resolve(text, platform)
    except HandleError:
        return
    for form in (resolution.handle.name, str(resolution.handle), resolution.profile_url):
        assert re.search(HANDLE_PATTERN, form)


@pytest.mark.parametrize("text", ["", "a" * 2_049, "a b", 7, None])
def test_a_request_without_one_word_is_refused(text: object) -> None:
    with pytest.raises(ValidationError):
        HandleRequest.model_validate({"text": text})
