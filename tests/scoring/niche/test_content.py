from collections.abc import Sequence

import pytest
from factories import make_note

from app.domain.audience import Frame
from app.domain.niche import CreatorContent
from app.domain.post import Post
from app.scoring.niche.content import POSTS_AT_LEAST, measure_content
from app.scoring.niche.phrases import load_phrases

from .audiences import fans, model, query


def posts(texts: Sequence[str]) -> list[Post]:
    return [Post(post_id=f"post-{number}", text=text) for number, text in enumerate(texts)]


def measure(texts: Sequence[str]) -> CreatorContent:
    found = measure_content(posts(texts), query(), model(), make_note(), 0.95)
    assert found is not None
    return found


CLIMBER = [account.bio or "" for account in fans(40, seed=8)]
ANYTHING = list(load_phrases()[5:2_405:60])


def test_a_specific_creator_reads_specific_and_fits() -> None:
    climber, anything = measure(CLIMBER), measure(ANYTHING)
    assert climber.specificity is not None
    assert anything.specificity is not None
    assert climber.specificity.low > anything.specificity.high
    assert climber.fitting is not None
    assert anything.fitting is not None
    assert climber.fitting.count > 30
    assert anything.fitting.count < 8
    assert climber.lift is not None
    assert climber.lift > 10
    assert climber.examples[0].score >= climber.examples[-1].score
    assert climber.examples[0].post_id.startswith("post-")


def test_few_posts_say_how_they_fit_but_not_how_specific_they_are() -> None:
    few = measure(CLIMBER[: POSTS_AT_LEAST - 1])
    assert few.specificity is None
    assert few.fitting is not None
    assert "from 15 on" in few.text


def test_a_signature_under_every_post_makes_nobody_specific() -> None:
    signed = measure([f"{text} #climbing #bouldering #crag follow for more" for text in ANYTHING])
    plain = measure(ANYTHING)
    assert signed.specificity is not None
    assert plain.specificity is not None
    assert signed.specificity.estimate == pytest.approx(plain.specificity.estimate, abs=0.1)


def test_replies_and_empty_posts_are_left_out() -> None:
    reply = Post(post_id="r", text="granite walls and climbing ropes", is_reply=True)
    assert (
        measure_content([reply, Post(post_id="e", text=""), Post(post_id="n")], query(), model(), make_note(), 0.95)
        is None
    )


def test_without_a_topic_only_subjects_are_told() -> None:
    found = measure_content(posts(CLIMBER), None, model(), make_note(), 0.95)
    assert found is not None
    assert (found.fitting, found.lift, found.examples) == (None, None, ())
    assert found.specificity is not None


def test_shares_of_posts_state_no_number_that_nobody_counted() -> None:
    interests = measure(CLIMBER).interests
    assert interests
    for one in interests:
        assert (one.excess.n, one.excess.population, one.excess.frame) == (measure(CLIMBER).posts, None, Frame.NEWEST)
