from factories import DRAWN_AT, days_ago, make_account

from app.domain.account import Account
from app.domain.brand_safety import BrandSensitivity
from app.domain.creator import CreatorAccount, Followings
from app.domain.post import Post
from app.scoring.creator import measure_creator


def measured(creator: Account | None, followings: Followings | None = None) -> CreatorAccount:
    return measure_creator(creator, [], None, drawn_at=DRAWN_AT, level=0.95, followings=followings)


def test_an_unknown_creator_has_a_defined_answer() -> None:
    found = measured(None)
    assert (found.age_days, found.promotion, found.rhythm, found.signals) == (None, None, None, ())
    assert (found.sponsored, found.undisclosed, found.mentions, found.safety) == (None, None, None, None)
    assert len(found.limits) == 2


def test_a_list_of_followings_that_was_cut_is_told_with_its_length() -> None:
    cut = Followings(account_ids=("a", "b"), complete=False)
    first, second, _ = measured(make_account(following_count=21_000), cut).limits
    assert "Of 21,000 accounts" in first
    assert "newest 2 were read" in first
    assert "Not all followers could be listed" in second


def test_labels_of_the_platform_are_told() -> None:
    found = measured(make_account(platform_labels=("spam", "!no-unauthenticated")))
    assert [signal.code for signal in found.signals] == ["platform_label_spam"]
    assert found.labels == ("spam", "!no-unauthenticated")


def test_a_new_account_is_told_and_an_impossible_age_is_unknown() -> None:
    assert [signal.code for signal in measured(make_account(created_at=days_ago(9))).signals] == ["creator_new"]
    assert measured(make_account(created_at=days_ago(-9))).age_days is None


def test_no_sentence_calls_anybody_fake() -> None:
    found = measured(make_account(followers_count=20_000, following_count=21_000, created_at=days_ago(3)))
    assert len(found.signals) == 2
    assert not any("fake" in signal.text for signal in found.signals)


def test_posts_give_sponsorship_mentions_and_safety_with_the_limits_of_each() -> None:
    posts = [
        Post(post_id="1", text="boots by @acme #ad", created_at=days_ago(1)),
        Post(post_id="2", text="smoking weed with Barebells bars", created_at=days_ago(2)),
        *(Post(post_id=f"code {number}", text="use code MIA20") for number in range(3)),
        Post(post_id="3", text="mine: order now https://mia.example", created_at=days_ago(3)),
    ]
    found = measure_creator(
        make_account(handle="mia.example"),
        posts,
        None,
        drawn_at=DRAWN_AT,
        level=0.95,
        brand_words=("Barebells",),
        sensitivity=BrandSensitivity(least={}),
    )
    assert found.sponsored is not None
    assert found.undisclosed is not None
    assert found.mentions is not None
    assert found.safety is not None
    assert found.sponsored.sponsored.count == 1
    assert (found.undisclosed.of_posts.count, found.undisclosed.own_goods) == (4, 1)
    assert [one.name for one in found.mentions.mentions] == ["acme", "Barebells"]
    assert (found.safety.flags_count, found.safety.concerns) == (1, ())
    assert "adverts_without_disclosure" in [signal.code for signal in found.signals]
    assert any("no error rate" in limit for limit in found.limits)
    assert any("Adverts and their labels" in limit for limit in found.limits)
