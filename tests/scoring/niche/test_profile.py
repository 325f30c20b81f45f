import numpy as np
import pytest
from factories import make_account, make_note

from app.domain.brief import Brief
from app.domain.niche import CoherenceKind, TargetKind
from app.scoring.niche.columns import TextColumns
from app.scoring.niche.interests import SENSITIVE_ACCOUNTS_AT_LEAST
from app.scoring.niche.profile import TARGET_ACCOUNTS_AT_LEAST, measure_profile, measure_targets

from .audiences import anybody, fans, model, read

NOTE = make_note(population=5_000, listed=5_000)


def test_a_community_coheres_and_a_crowd_does_not() -> None:
    community = measure_profile(read(fans(150)), np.ones(150), model(), NOTE, 0.95)
    crowd = measure_profile(read(anybody(300)), np.ones(300), model(), NOTE, 0.95)
    assert community is not None
    assert crowd is not None
    assert community.coherence is not None
    assert crowd.coherence is not None
    assert community.coherence.kind is CoherenceKind.COMMUNITY
    assert crowd.coherence.kind is CoherenceKind.CROWD


def test_interests_are_what_more_speak_of_than_any_crowd() -> None:
    mixed = measure_profile(read([*fans(60), *anybody(240)]), np.ones(300), model(), NOTE, 0.95)
    assert mixed is not None
    topics = {one.path[-1]: one for one in mixed.interests}
    assert "Climbing" in topics or "Hiking" in topics or "Outdoor Activities" in topics
    assert all(one.excess.low > 0 and one.lift > 1 for one in mixed.interests)
    crowd = measure_profile(read(anybody(300, seed=5)), np.ones(300), model(), NOTE, 0.95)
    assert crowd is not None
    assert crowd.interests == ()


def test_sensitive_topics_are_told_from_twenty_accounts_on() -> None:
    believers = [
        make_account(number, display_name="", bio=f"christian, church and bible study group {number} on sundays")
        for number in range(SENSITIVE_ACCOUNTS_AT_LEAST)
    ]
    few, enough = (
        measure_profile(read([*believers[:count], *anybody(100)]), np.ones(count + 100), model(), NOTE, 0.95)
        for count in (SENSITIVE_ACCOUNTS_AT_LEAST - 8, SENSITIVE_ACCOUNTS_AT_LEAST)
    )
    assert few is not None
    assert enough is not None
    assert not any(one.is_sensitive for one in few.interests)
    assert any(one.is_sensitive for one in enough.interests)


def test_copied_bios_are_no_community() -> None:
    copies = [make_account(number, display_name="", bio="granite walls and climbing ropes") for number in range(200)]
    profile = measure_profile(read(copies), np.ones(200), model(), NOTE, 0.95)
    assert profile is not None
    assert profile.coherence is None


def test_rather_inauthentic_accounts_are_left_out_and_unread_ones_give_nothing() -> None:
    profile = measure_profile(read(fans(20)), np.repeat([0.1, 0.9], 10), model(), NOTE, 0.95)
    assert profile is not None
    assert profile.read == 10
    assert measure_profile(TextColumns.unread(5), np.ones(5), model(), NOTE, 0.95) is None


def test_languages_and_places_are_shares_among_those_that_show_theirs() -> None:
    accounts = [
        make_account(number, bio="Kaffee am Morgen und Bücher am Abend", location="Wien") for number in range(30)
    ]
    accounts += [make_account(100 + number, bio="", location="somewhere", display_name="") for number in range(30)]
    profile = measure_profile(read(accounts), np.ones(60), model(), NOTE, 0.95)
    assert profile is not None
    assert [(one.code, one.accounts, one.share.estimate) for one in profile.languages] == [("de", 30, 1.0)]
    assert [(one.code, one.accounts) for one in profile.places] == [("AT", 30)]


@pytest.mark.parametrize(
    ("count", "applied"), [(TARGET_ACCOUNTS_AT_LEAST - 1, False), (TARGET_ACCOUNTS_AT_LEAST, True)]
)
def test_a_wanted_place_narrows_only_where_enough_accounts_show_theirs(count: int, *, applied: bool) -> None:
    accounts = [make_account(number, location="Wien" if number % 2 else "Paris, France") for number in range(count)]
    brief = Brief(text="coffee", places=("AT",), languages=())
    (target,) = measure_targets(brief, read(accounts), np.ones(count), NOTE, 0.95)
    assert (target.kind, target.is_applied, target.share.n) == (TargetKind.PLACE, applied, count)
    assert target.share.estimate == pytest.approx(0.5, abs=0.02)
    assert measure_targets(None, read(accounts), np.ones(count), NOTE, 0.95) == ()
