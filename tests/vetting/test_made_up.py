from collections.abc import Iterator

import pytest

from app.domain.assessment import Assessment, Finding
from app.domain.audience import Frame, Order
from app.domain.brief import Brief
from app.domain.estimate import Estimate, Share
from app.domain.niche import CoherenceKind
from app.domain.policy import Policy
from app.domain.verdict import Decision, Verdict
from app.vetting.assess import assess_upload
from app.vetting.made_up import BRIEF, CHECKED, COMMUNITY, CROWD, CROWD_BOUGHT, SHARED, MadeUpCreator
from app.vetting.made_up import make_community as make_a_community
from app.vetting.made_up import make_crowd as make_a_crowd
from app.vetting.made_up_accounts import DRAWN_AT


@pytest.fixture(scope="module")
def community() -> MadeUpCreator:
    return make_a_community()


@pytest.fixture(scope="module")
def crowd() -> MadeUpCreator:
    return make_a_crowd()


@pytest.fixture(scope="module")
def of_community(community: MadeUpCreator) -> tuple[Assessment, Verdict]:
    return assess(community)


@pytest.fixture(scope="module")
def of_crowd(crowd: MadeUpCreator) -> tuple[Assessment, Verdict]:
    return assess(crowd)


def assess(creator: MadeUpCreator) -> tuple[Assessment, Verdict]:
    return assess_upload(
        [creator.accounts],
        population=len(creator.accounts),
        frame=Frame.COMPLETE,
        order=Order.NEWEST_FIRST,
        drawn_at=DRAWN_AT,
        brief=Brief(text=BRIEF),
        policy=Policy(),
    )


def effective(assessment: Assessment) -> Estimate:
    assert assessment.effective_audience is not None
    return assessment.effective_audience


def niche(assessment: Assessment) -> Share:
    assert assessment.niche is not None
    return assessment.niche.share


def test_the_same_seed_makes_the_same_people_and_another_seed_others(
    community: MadeUpCreator, crowd: MadeUpCreator
) -> None:
    assert make_a_community() == community
    assert make_a_crowd() == crowd
    assert make_a_community(seed=8).accounts != community.accounts


def test_each_account_is_named_once_and_lies_in_follow_order(community: MadeUpCreator, crowd: MadeUpCreator) -> None:
    for creator, size in ((community, COMMUNITY), (crowd, CROWD)):
        assert len({account.account_id for account in creator.accounts}) == size
        assert [account.follow_rank for account in creator.accounts] == list(range(size))


def test_some_people_follow_both_and_only_the_community_was_checked(
    community: MadeUpCreator, crowd: MadeUpCreator
) -> None:
    ours = {account.account_id: account for account in community.accounts}
    shared = [account for account in crowd.accounts if account.account_id in ours]
    assert len(shared) == SHARED
    assert all(account.bio == ours[account.account_id].bio for account in shared)
    assert sum(account.label is not None for account in community.accounts) == CHECKED
    assert all(account.label is None for account in crowd.accounts)


def test_hardly_two_people_write_the_same(crowd: MadeUpCreator) -> None:
    bios = [account.bio for account in crowd.accounts if account.bio]
    assert len(set(bios)) > 0.98 * len(bios)


def test_the_small_community_has_the_larger_effective_audience_and_the_intervals_lie_apart(
    of_community: tuple[Assessment, Verdict], of_crowd: tuple[Assessment, Verdict]
) -> None:
    assert effective(of_community[0]).low > effective(of_crowd[0]).high


def test_what_was_made_lies_in_the_intervals(
    community: MadeUpCreator,
    crowd: MadeUpCreator,
    of_community: tuple[Assessment, Verdict],
    of_crowd: tuple[Assessment, Verdict],
) -> None:
    for creator, (assessment, _) in ((community, of_community), (crowd, of_crowd)):
        made = creator.made
        for share, found in (
            (made.inauthentic_share, assessment.inauthentic_share),
            (made.niche_share, niche(assessment)),
            (made.effective_audience, effective(assessment)),
        ):
            assert found.low <= share <= found.high


def test_the_community_is_approved_on_its_labels(of_community: tuple[Assessment, Verdict]) -> None:
    assessment, verdict = of_community
    assert verdict.decision is Decision.APPROVE
    assert assessment.inauthentic_share.basis == "100 labels and scores"
    assert niche(assessment).low > Policy().fit_above
    assert coherence(assessment) is CoherenceKind.COMMUNITY


def test_the_crowd_is_rejected_for_a_delivery_that_is_named(of_crowd: tuple[Assessment, Verdict]) -> None:
    assessment, verdict = of_crowd
    assert [reason.code for reason in verdict.reasons] == ["surely_inauthentic"]
    assert verdict.decision is Decision.REJECT
    delivered = max(found.accounts for found in deliveries(assessment))
    assert abs(delivered - CROWD_BOUGHT) < 0.02 * CROWD_BOUGHT
    assert coherence(assessment) is CoherenceKind.CROWD


def deliveries(assessment: Assessment) -> Iterator[Finding]:
    return (found for found in assessment.findings if found.code.startswith("delivered"))


def coherence(assessment: Assessment) -> CoherenceKind:
    assert assessment.profile is not None
    assert assessment.profile.coherence is not None
    return assessment.profile.coherence.kind
