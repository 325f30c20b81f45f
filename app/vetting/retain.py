"""What is kept of third parties after scoring: an id and numbers, no names, no words, no pictures."""

from dataclasses import replace

from app.domain.account import Account
from app.domain.audience import AudienceSample


def without_words(account: Account) -> Account:
    """Drop every text of an account; keep the lengths and counts that the signals read."""
    handle, bio = account.handle, account.bio
    return replace(
        account,
        handle=None,
        display_name=None,
        bio=None,
        location=None,
        url=None,
        avatar_id=None,
        platform_labels=(),
        texts=(),
        label=None,
        engagements=tuple(replace(one, text=None) for one in account.engagements),
        has_avatar=account.has_avatar if account.avatar_id is None else True,
        has_url=account.has_url if account.url is None else bool(account.url),
        bio_length=account.bio_length if bio is None else len(bio),
        handle_length=account.handle_length if handle is None else len(handle),
        handle_digit_count=(
            account.handle_digit_count if handle is None else sum(letter.isdigit() for letter in handle)
        ),
    )


def sample_without_words(sample: AudienceSample) -> AudienceSample:
    """Return the sample as it may be stored."""
    return replace(sample, accounts=[without_words(account) for account in sample.accounts])
