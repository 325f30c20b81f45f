import math
from collections.abc import Collection
from dataclasses import asdict, replace

import pytest
from factories import DRAWN_AT, bare_account, make_account, make_audience, make_bought_account, make_mixed_accounts

from app.domain.account import Account, AccountKind, Engagement, EngagementKind, Label
from app.domain.assessment import Assessment
from app.domain.audience import AudienceSample, Frame, Order, Role
from app.domain.brief import Brief
from app.domain.niche import TargetKind
from app.domain.policy import Policy
from app.domain.post import Post
from app.domain.verdict import RuleOutcome
from app.scoring.assess import ACCOUNTS_AT_MOST, Audience, assess
from app.scoring.rules import Case, no_group_alarm

from .group.follow_lists import make_batch, make_people, put, ranked

BRIEF = Brief(text="espresso machines for people who love coffee")


def measure(*samples: AudienceSample, brief: Brief | None = None) -> Assessment:
    return assess([Audience.from_sample(sample, brief) for sample in samples], brief=brief)


def numbers(value: object) -> list[float]:
    if isinstance(value, dict):
        return [number for part in value.values() for number in numbers(part)]
    if isinstance(value, list | tuple):
        return [number for part in value for number in numbers(part)]
    return [float(value)] if isinstance(value, int | float) else []


FUTURE = make_account(created_at=DRAWN_AT.replace(year=2031), last_posted_at=DRAWN_AT.replace(year=2032))
CASES = {
    "nobody": make_audience([]),
    "nobody of an unknown many": make_audience([], population=None),
    "one": make_audience([make_account()]),
    "ids only": make_audience([bare_account(str(index)) for index in range(9)]),
    "all identical": make_audience([make_account()] * 60),
    "from the future": make_audience([FUTURE] * 3),
    "more than the population": make_audience([make_account(index) for index in range(9)], population=4),
    "population of none": make_audience([make_account()], population=0),
    "newest part": make_audience(make_mixed_accounts(40, 20), frame=Frame.NEWEST, population=10_000, listed=60),
}


@pytest.mark.parametrize("sample", CASES.values(), ids=CASES)
@pytest.mark.parametrize("brief", [None, BRIEF], ids=["no brief", "brief"])
def test_every_audience_has_finite_numbers_in_order(sample: AudienceSample, brief: Brief | None) -> None:
    found = measure(sample, brief=brief)
    assert all(math.isfinite(number) for number in numbers(asdict(found)))
    shares = [found.inauthentic_share, found.authentic_share, found.reachable_share, *(k.share for k in found.kinds)]
    for share in shares:
        estimate = share.low if share.estimate is None else share.estimate
        assert 0 <= share.low <= estimate <= share.high <= 1


def test_no_audience_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one audience"):
        assess([])


def test_more_bought_accounts_raise_the_share() -> None:
    found = [measure(make_audience(make_mixed_accounts(200 - bought, bought))) for bought in (0, 50, 150, 200)]
    estimates = [part.inauthentic_share.estimate or 0 for part in found]
    assert estimates == sorted(estimates)
    assert estimates[0] < 0.1
    assert estimates[-1] > 0.8


def test_kinds_add_up_and_each_account_has_one() -> None:
    found = measure(make_audience([*make_mixed_accounts(30, 10), bare_account("x")]))
    shares = {part.kind: part.share.estimate or 0 for part in found.kinds}
    assert sum(shares.values()) == pytest.approx(1)
    assert shares[AccountKind.SUSPICIOUS] == pytest.approx(10 / 41)
    assert shares[AccountKind.UNKNOWN] == pytest.approx(1 / 41)


def test_the_same_sample_gives_the_same_assessment_in_any_order() -> None:
    accounts = make_mixed_accounts(70, 30)
    straight, turned = measure(make_audience(accounts)), measure(make_audience(accounts[::-1]))
    assert measure(make_audience(accounts)) == straight
    assert turned.accounts == straight.accounts
    assert turned.inauthentic_share.estimate == pytest.approx(straight.inauthentic_share.estimate)
    assert turned.findings == straight.findings


def test_the_effective_audience_is_population_times_the_shares() -> None:
    found = measure(make_audience([make_account(index) for index in range(110)], population=500), brief=BRIEF)
    assert found.niche is not None
    assert found.effective_audience is not None
    factors = (found.authentic_share, found.reachable_share, found.niche.share)
    assert found.effective_audience.estimate == pytest.approx(500 * math.prod(part.estimate or 0 for part in factors))
    assert found.niche.share.low < 10 / 110 < found.niche.share.high
    assert [match.word for match in found.niche.matched] == ["coffee"]


def test_wanted_languages_and_places_narrow_the_effective_audience() -> None:
    accounts = [make_account(index, location="Graz, Austria" if index % 2 else "Lyon, France") for index in range(110)]
    brief = Brief(text="coffee", languages=("en",), places=("AT",))
    found = measure(make_audience(accounts, population=500), brief=brief)
    assert found.niche is not None
    assert found.effective_audience is not None
    assert [(one.kind, one.is_applied) for one in found.targets] == [
        (TargetKind.LANGUAGE, True),
        (TargetKind.PLACE, True),
    ]
    assert [one.share.estimate for one in found.targets] == pytest.approx([1.0, 0.5], abs=0.01)
    factors = (found.authentic_share, found.reachable_share, found.niche.share, *(one.share for one in found.targets))
    assert found.effective_audience.estimate == pytest.approx(500 * math.prod(part.estimate or 0 for part in factors))


def test_each_audience_has_its_own_share() -> None:
    followers = make_audience([make_account(index) for index in range(60)])
    likers = make_audience([make_bought_account(index) for index in range(20)], role=Role.LIKERS)
    found = measure(followers, likers)
    assert found.frame.role is Role.FOLLOWERS
    shares = {part.role: part.inauthentic_share for part in found.audiences}
    assert shares[Role.FOLLOWERS] == found.inauthentic_share
    assert shares[Role.LIKERS].n == 20
    assert (shares[Role.LIKERS].estimate or 0) > 0.7


def with_labels(accounts: list[Account], labelled: Collection[int]) -> list[Account]:
    """Label accounts of `make_mixed_accounts` by what they are."""
    return [
        replace(account, label=Label.GENUINE if account.has_avatar else Label.FAKE) if index in labelled else account
        for index, account in enumerate(accounts)
    ]


def test_labels_narrow_the_share_and_change_no_score() -> None:
    accounts = make_mixed_accounts(300, 100)
    plain, labelled = (measure(make_audience(each)) for each in (accounts, with_labels(accounts, range(0, 400, 8))))
    assert labelled.inauthentic_share.basis == "50 labels and scores"
    assert labelled.inauthentic_share.width < 0.7 * plain.inauthentic_share.width
    assert labelled.inauthentic_share.low <= 0.25 <= labelled.inauthentic_share.high
    assert labelled.authentic_share.basis == labelled.inauthentic_share.basis
    assert (labelled.accounts, labelled.kinds, labelled.signals) == (plain.accounts, plain.kinds, plain.signals)


def test_labels_that_cannot_stand_for_the_audience_change_nothing_but_the_limits() -> None:
    accounts = make_mixed_accounts(300, 100)
    plain = measure(make_audience(accounts))
    for labelled, said in (
        (range(29), "1 more"),
        (range(340, 400), "only what was found"),
        (range(60), "no fair draw"),
    ):
        found = measure(make_audience(with_labels(accounts, labelled)))
        assert any(said in limit for limit in found.limits)
        assert replace(found, limits=()) == replace(plain, limits=())


def test_engagers_are_counted_once_over_audiences() -> None:
    liked = (Engagement(EngagementKind.LIKE, "post"),)
    followers = make_audience([make_account(0, engagements=liked), make_account(1)])
    likers = make_audience([make_account(0), make_account(7)], role=Role.LIKERS)
    found = measure(followers, likers)
    assert found.engagement is not None
    assert found.engagement.distinct_engagers == 2


def test_the_subjects_own_count_is_the_denominator() -> None:
    audience = Audience.from_sample(make_audience([make_account()], population=None))
    posts = [Post(post_id=str(index), likes_count=10) for index in range(3)]
    found = assess([audience], subject=Account(account_id="creator", followers_count=1_000), posts=posts)
    assert found.engagement is not None
    assert found.engagement.rate is not None
    assert found.engagement.rate.estimate == pytest.approx(0.01)


def test_a_few_telling_accounts_stand_for_the_rest() -> None:
    found = measure(make_audience(make_mixed_accounts(80, 80)))
    assert len(found.accounts) == ACCOUNTS_AT_MOST
    assert all(account.kind is AccountKind.SUSPICIOUS for account in found.accounts)


def test_a_delivery_is_a_finding_that_stops_an_approval() -> None:
    accounts = ranked(put(make_people(1_500), make_batch(100, followed=1_000), at=700))
    found = measure(make_audience(accounts))
    alarm = next(finding for finding in found.findings if finding.code == "delivered_block")
    assert alarm.accounts >= 0.05 * found.sampled
    rule = no_group_alarm(Case(assessment=found, policy=Policy(), has_brief=False))
    assert rule.outcome is RuleOutcome.NOT_HELD
    assert all(math.isfinite(number) for number in numbers(asdict(found)))


def test_a_list_without_an_order_is_not_searched_for_deliveries() -> None:
    accounts = put(make_people(1_500), make_batch(100, followed=1_000), at=700)
    found = measure(make_audience(accounts, order=Order.UNORDERED))
    assert not any(finding.code.startswith("deliver") for finding in found.findings)
    assert any(limit.startswith("Deliveries were not looked for") for limit in found.limits)


def test_a_brief_without_content_words_measures_no_niche() -> None:
    assert measure(make_audience([make_account()]), brief=Brief(text="we sell it to you")).niche is None
