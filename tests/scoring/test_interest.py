import numpy as np
import pytest
from factories import make_audience

from app.domain.account import Account
from app.domain.brief import Brief
from app.domain.followed import FollowedBy
from app.domain.niche import NicheBasis
from app.domain.post import Post
from app.scoring.assess import Audience
from app.scoring.interest import Interest, measure_interest
from app.scoring.niche.model import load_niche_model
from app.scoring.niche.profile import TARGET_ACCOUNTS_AT_LEAST

from .niche.communities import bios, people

MODEL = load_niche_model()
VEGAN = Brief(text="vegan protein bars and plant-based snacks")


def measure(
    accounts: list[Account],
    brief: Brief | None = VEGAN,
    inauthentic: float = 0.0,
    posts: tuple[Post, ...] = (),
    followed: tuple[FollowedBy, ...] = (),
) -> Interest:
    audience = Audience.from_sample(make_audience(accounts), brief, MODEL)
    return measure_interest(audience, brief, np.full(len(accounts), inauthentic), posts, followed, MODEL, 0.95)


def limits(interest: Interest) -> str:
    return "\n".join(interest.limits())


def test_everything_that_words_tell_is_measured() -> None:
    accounts = people("vegan", 60)
    posts = tuple(Post(post_id=str(number), text=text) for number, text in enumerate(bios("vegan", 20)))
    followed = (FollowedBy(account_id="vegan-0", followed=tuple(people("vegan", 20))),)
    found = measure(accounts, Brief(text=VEGAN.text, languages=("en",)), posts=posts, followed=followed)
    assert found.niche is not None
    assert found.niche.share.low > 0.7
    assert found.niche.follows is not None
    assert found.niche.follows.interested.count == 1
    assert "tofu" in {one.word for one in found.niche.related}
    assert found.profile is not None
    assert found.content is not None
    assert found.content.fitting is not None
    assert [target.is_applied for target in found.targets] == [True]


def test_the_shares_that_narrow_the_audience_are_the_niche_and_the_applied_targets() -> None:
    brief = Brief(text=VEGAN.text, languages=("en",), places=("DE",))
    found = measure(people("vegan", 60), brief)
    assert found.niche is not None
    assert list(found.factors()) == [found.niche.share, found.targets[0].share]
    assert list(measure(people("vegan", 60), None).factors()) == []


def test_a_target_that_too_few_show_is_a_limit_and_no_factor() -> None:
    found = measure(people("vegan", 60), Brief(text=VEGAN.text, places=("DE",)))
    text = limits(found)
    assert "Only 0 authentic accounts show their place" in text
    assert f"at least {TARGET_ACCOUNTS_AT_LEAST}" in text
    assert "multiplied as if they were independent" in text


@pytest.mark.parametrize(
    "brief", [None, Brief(languages=("en",)), Brief(text="we sell it to you"), Brief(must_include=("2024",))]
)
def test_without_a_topic_there_is_no_niche_and_the_limits_say_so(brief: Brief | None) -> None:
    found = measure(people("vegan", 60), brief)
    assert found.niche is None
    assert found.profile is not None
    assert "There was no brief with a topic" in limits(found)


def test_wanted_languages_alone_are_factors_that_are_multiplied() -> None:
    found = measure(people("vegan", 60), Brief(languages=("en",)))
    assert [share.estimate for share in found.factors()] == [1]
    assert "multiplied" in limits(found)
    assert "multiplied" not in limits(measure(people("vegan", 60), None))


def test_how_many_say_too_little_is_a_limit() -> None:
    silent = [Account(account_id=f"s-{number}") for number in range(60)]
    text = limits(measure(people("vegan", 60) + silent))
    assert "50% of the authentic accounts say too little" in text
    assert "say too little" not in limits(measure(people("vegan", 60)))


def test_a_wide_share_is_explained_and_a_narrow_one_is_not() -> None:
    assert "is not known closely" in limits(measure(people("vegan", 30) + people("crowd", 30)))
    assert "is not known closely" not in limits(measure(people("vegan", 150)))


def test_a_brief_that_only_its_words_can_measure_says_so_and_what_was_weak_about_it() -> None:
    polish = Brief(text="Dla miłośników dobrego smaku w każdym polskim domu, herbata oraz ciastka")
    found = measure(people("vegan", 60), polish)
    assert found.niche is not None
    assert found.niche.basis is NicheBasis.WORDS
    text = limits(found)
    assert "as they are written" in text
    assert "not covered (pl)" in text


def test_accounts_of_unknown_authenticity_say_nothing() -> None:
    found = measure(people("vegan", 60), inauthentic=np.nan)
    assert found.niche is not None
    assert found.niche.share.estimate is None
    assert found.profile is None


def test_an_audience_whose_words_were_not_read_has_no_profile() -> None:
    audience = Audience.from_numbers(make_audience(people("vegan", 60)))
    found = measure_interest(audience, VEGAN, np.zeros(60), (), (), MODEL, 0.95)
    assert found.profile is None
    assert found.niche is not None
    assert found.niche.share.estimate is None
    assert found.niche.assessable.n == 0
