from dataclasses import replace

import msgspec
from factories import make_account, make_audience

from app.domain.account import Account, Engagement, EngagementKind, Label
from app.vetting.retain import sample_without_words, without_words

SECRET_WORDS = {
    "handle": "zebra_handle_42",
    "display_name": "zebra name",
    "bio": "zebra bio",
    "location": "zebra town",
    "url": "https://zebra.example",
    "avatar_id": "zebra-picture",
}


def test_no_word_of_an_account_survives() -> None:
    account = make_account(
        3,
        **SECRET_WORDS,
        label=Label.SPAMBOT,
        platform_labels=("zebra-label",),
        texts=("zebra text", "zebra reply"),
        engagements=(Engagement(EngagementKind.COMMENT, "post-1", text="zebra comment"),),
    )
    kept = sample_without_words(make_audience([account]))
    assert b"zebra" in msgspec.json.encode(account)
    assert b"zebra" not in msgspec.json.encode(kept)


def test_every_text_field_of_an_account_is_known_here() -> None:
    texts = {field.name for field in msgspec.inspect.type_info(Account).fields if _may_be_text(field.type)}  # type: ignore[attr-defined]
    assert texts == {*SECRET_WORDS, "account_id", "language"}


def test_numbers_and_the_id_survive() -> None:
    account = make_account(3, handle="ab12", bio="hello", url="https://a.example", has_url=None, has_avatar=None)
    kept = without_words(account)
    assert (kept.account_id, kept.followers_count, kept.created_at) == (
        account.account_id,
        account.followers_count,
        account.created_at,
    )
    assert (kept.bio_length, kept.handle_length, kept.handle_digit_count) == (5, 4, 2)
    assert (kept.has_url, kept.has_avatar) == (True, True)


def test_what_was_unknown_stays_unknown_and_what_was_empty_stays_empty() -> None:
    assert without_words(Account(account_id="1")) == Account(account_id="1")
    kept = without_words(Account(account_id="1", bio="", url=""))
    assert (kept.bio_length, kept.has_url, kept.handle_length) == (0, False, None)


def test_lengths_that_the_source_gave_survive() -> None:
    counted = Account(account_id="1", bio_length=9, handle_length=8, handle_digit_count=7, has_avatar=False)
    assert without_words(counted) == counted
    assert without_words(replace(counted, label=Label.FAKE)) == counted


def _may_be_text(kind: msgspec.inspect.Type) -> bool:
    options = kind.types if isinstance(kind, msgspec.inspect.UnionType) else (kind,)
    return any(isinstance(option, msgspec.inspect.StrType) for option in options)
