import dataclasses
import enum
import json
import types
import typing
from typing import Any

import pytest
from storage.rows import NOW

from app.domain.assessment import Assessment
from app.domain.document import Document
from app.reports.redact import (
    ACCOUNT_ROWS,
    DATA_DELETED,
    FIGURES_DELETED,
    ids_only,
    leave_out,
    redact,
    stamp,
    without_platform_data,
)

OURS = {
    # Versions, formulas, and sentences that the code writes from numbers.
    "method_version",
    "model_version",
    "limits[]",
    "findings[].code",
    "findings[].text",
    "signals[].signal",
    "engagement.formula",
    "score.components[].name",
    "accounts[].evidence[].signal",
    "accounts[].evidence[].text",
    "attention.limits[]",
    "attention.likes.codes[]",
    "attention.comments.model_version",
    "attention.comments.rules[].rule",
    "attention.comments.rules[].says",
    "attention.comments.examples[].rules[]",
    "creator.limits[]",
    "creator.signals[].code",
    "creator.signals[].text",
    "creator.promotion.wordings[].wording",
    "creator.undisclosed.wordings[].wording",
    "creator.undisclosed.posts[].wordings[]",
    "creator.safety.flags[].wording",
    "creator.safety.flags[].language",
    "growth.limits[]",
    "growth.anomalies[].code",
    "growth.anomalies[].text",
    "growth.anomalies[].explanations[].code",
    "growth.anomalies[].explanations[].text",
    *(
        f"{part}.text"
        for part in (
            "attention.comments",
            "attention.concentration",
            "attention.early",
            "attention.engagers",
            "attention.expectation",
            "attention.likes",
            "attention.regulars",
            "attention.replies",
            "content",
            "creator.mentions",
            "creator.replies",
            "creator.safety",
            "creator.sponsored",
            "creator.undisclosed",
            "profile.coherence",
        )
    ),
    *(
        f"{share}.basis"
        for share in (
            "audiences[].inauthentic_share",
            "authentic_share",
            "content.interests[].excess",
            "inauthentic_share",
            "kinds[].share",
            "niche.assessable",
            "niche.share",
            "niche.standing_out",
            "profile.interests[].excess",
            "profile.languages[].share",
            "profile.places[].share",
            "reachability[].share",
            "reachable_share",
            "suspicions[].share",
            "targets[].share",
        )
    ),
    # Of publications and taxonomies.
    *(
        f"attention.expectation.sources[].{name}"
        for name in ("platform", "medium", "denominator", "population", "statistic", "period", "source", "published")
    ),
    *(f"{part}.interests[].{name}" for part in ("profile", "content") for name in ("node_id", "path[]")),
    "profile.languages[].code",
    "profile.places[].code",
    "targets[].codes[]",
    # Of the brief.
    "niche.model_version",
    "niche.matched[].word",
    *(f"niche.brief.{name}" for name in ("language", "notes[]", "key_words[].word", "key_words[].meaning")),
    *(f"niche.brief.nodes[].{name}" for name in ("node_id", "name", "path[]")),
}
IDS = {
    "accounts[].account_id",
    "attention.comments.examples[].account_id",
    "attention.comments.examples[].post_id",
    "niche.evidence[].account_id",
    "niche.follows.most_followed[].account_id",
    "content.examples[].post_id",
    "creator.promotion.post_ids[]",
    "creator.sponsored.post_ids[]",
    "creator.undisclosed.posts[].post_id",
    "creator.safety.flags[].post_id",
}
OF_PEOPLE = {
    "niche.related[].word",
    "niche.evidence[].words[]",
    "content.examples[].words[]",
    "creator.labels[]",
    "creator.mentions.mentions[].name",
}


def texts_of(kind: Any, place: str = "") -> set[str]:  # noqa: ANN401 - any annotation
    """Places of a domain type that hold free text."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return {text for one in arguments for text in texts_of(one, place)}
    if origin is tuple:
        return texts_of(arguments[0], f"{place}[]")
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return {
            text
            for field in dataclasses.fields(kind)
            for text in texts_of(hints[field.name], f"{place}.{field.name}".removeprefix("."))
        }
    is_text = isinstance(kind, type) and issubclass(kind, str) and not issubclass(kind, enum.Enum)
    return {place} if is_text else set()


def share(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 (any field of a share)
    plain = {
        "estimate": 0.1,
        "low": 0.05,
        "high": 0.2,
        "level": 0.95,
        "n": 90,
        "frame": "complete",
        "basis": "sampling",
    }
    return {**plain, "population": 48_210, **changes}


def make_document() -> dict[str, Any]:
    """A document with the parts that hold something of people."""
    evidence = [{"signal": "account_age", "value": 3.5, "contribution": 0.8, "text": "is 3 days old"}]
    mention = {"posts": 2, "sponsored": 0, "advertising": 0, "first_at": None, "last_at": None}
    return {
        "id": "vet_1",
        "redacted_at": None,
        "assessment": {
            "frame": {"population": 48_210, "listed": 48_000, "coverage": 0.995644},
            "inauthentic_share": share(),
            "kinds": [{"kind": "authentic", "share": share()}],
            "accounts": [{"account_id": one, "evidence": evidence} for one in ("gone", "stays")],
            "engagement": {"rate": {"estimate": 0.02}, "likes_per_post": 412.0, "posts": 30},
            "attention": {
                "comments": {"comments": 2, "examples": [{"account_id": "gone", "post_id": "1"}]},
                "likes": {"posts": 30, "chance_variation": 0.05, "text": "Likes vary around their mean of 412."},
                "expectation": {"sources": [{"population": "influencers worldwide"}]},
            },
            "niche": {
                "evidence": [{"account_id": "gone", "words": ["tea"]}, {"account_id": "stays", "words": ["tea"]}],
                "follows": {"asked": 3, "most_followed": [{"account_id": "gone", "members": 3}]},
                "related": [{"word": "kettle", "accounts": 7}],
                "share": share(),
            },
            "content": {"posts": 20, "examples": [{"post_id": "1", "score": 2.0, "words": ["tea"]}]},
            "creator": {
                "age_days": 41.0,
                "labels": ["!warn"],
                "follows": {"followers_count": 48_210, "following_count": 612, "ratio": 0.013},
                "promotion": {"promotional": {"count": 1, "n": 20}, "post_ids": ["1"]},
                "signals": [{"code": "creator_new", "text": "The account is 41 days old: it has little history."}],
                "mentions": {
                    "posts": 20,
                    "mentions": [
                        {"name": "gone.example", "kind": "handle", **mention},
                        {"name": "stays.example", "kind": "handle", **mention},
                        {"name": "gone.example", "kind": "hashtag", **mention},
                        {"name": "tea", "kind": "word", **mention},
                    ],
                },
                "limits": ["Of 612 accounts that the creator follows the newest 10 were read.", "No error rate."],
            },
            "growth": {"anomalies": []},
            "limits": ["The platform counts 210 followers that it does not list; nothing is said.", "No error rate."],
        },
        "verdict": {"decision": "approve", "reasons": [{"code": "surely_authentic", "text": "At most 20.0%."}]},
    }


def test_every_text_of_an_assessment_is_known_as_ours_as_an_id_or_as_somebodys() -> None:
    """A new field fails here until redact.py was asked whether it holds words, names or ids of people."""
    assert texts_of(Assessment) == OURS | IDS | OF_PEOPLE


def test_every_list_of_accounts_is_gone_through() -> None:
    places = {f"{'.'.join(place)}[].account_id" for place in ACCOUNT_ROWS}
    assert places == {place for place in IDS if place.endswith("account_id")}


def test_a_person_is_left_out_of_every_list_that_names_accounts_and_nobody_else_is() -> None:
    document = make_document()
    gone = leave_out(document, {"gone"}.__contains__, {"gone.example"}.__contains__)
    assert gone == 5
    assessment = document["assessment"]
    assert [row["account_id"] for row in assessment["accounts"]] == ["stays"]
    assert [row["account_id"] for row in assessment["niche"]["evidence"]] == ["stays"]
    assert assessment["niche"]["follows"] == {"asked": 3, "most_followed": []}
    assert assessment["attention"]["comments"] == {"comments": 2, "examples": []}
    names = [(row["kind"], row["name"]) for row in assessment["creator"]["mentions"]["mentions"]]
    assert names == [("handle", "stays.example"), ("hashtag", "gone.example"), ("word", "tea")]
    assert leave_out(document, {"gone"}.__contains__, {"gone.example"}.__contains__) == 0


@pytest.mark.parametrize("change", [ids_only, without_platform_data, lambda one: leave_out(one, bool, bool)])
def test_a_document_without_a_part_or_of_an_older_form_is_redacted_all_the_same(change: Any) -> None:  # noqa: ANN401
    parts = dict.fromkeys(("niche", "content", "creator", "attention", "growth", "engagement"))
    document: dict[str, Any] = {"assessment": {**parts, "accounts": [], "limits": []}}
    change(document)
    change({"assessment": {"accounts": [], "limits": [], "creator": {"labels": []}, "niche": {"evidence": []}}})
    assert document["assessment"]["creator"] is None


def test_ids_and_numbers_are_what_is_left_where_profiles_may_not_be_shown() -> None:
    document = make_document()
    ids_only(document)
    assessment = document["assessment"]
    assert assessment["niche"]["related"] == []
    assert [row["account_id"] for row in assessment["niche"]["evidence"]] == ["gone", "stays"]
    assert [row["words"] for row in (*assessment["niche"]["evidence"], *assessment["content"]["examples"])] == [[]] * 3
    assert [row["name"] for row in assessment["creator"]["mentions"]["mentions"]] == ["tea"]
    assert assessment["creator"]["labels"] == []
    before = make_document()["assessment"]
    for part in ("accounts", "kinds", "attention", "engagement", "limits", "frame"):
        assert assessment[part] == before[part]


def test_the_platforms_data_goes_and_what_was_derived_stays() -> None:
    document, before = make_document(), make_document()
    without_platform_data(document)
    assessment = document["assessment"]
    left = json.dumps(assessment)
    for shown in ("gone", "stays", "48210", "612", "412", "41", '"1"', "!warn", "kettle", "tea"):
        assert shown not in left, shown
    assert document["verdict"] == before["verdict"]
    assert assessment["inauthentic_share"] == share(population=None)
    assert assessment["frame"] == {"population": None, "listed": 48_000, "coverage": 0.995644}
    assert assessment["engagement"] == {"rate": {"estimate": 0.02}, "likes_per_post": None, "posts": 30}
    assert assessment["creator"]["promotion"] == {"promotional": {"count": 1, "n": 20}, "post_ids": []}
    assert assessment["creator"]["signals"] == [{"code": "creator_new", "text": FIGURES_DELETED}]
    assert assessment["attention"]["expectation"]["sources"] == [{"population": "influencers worldwide"}]
    assert assessment["limits"] == [DATA_DELETED, "No error rate."]
    again = json.loads(json.dumps(document))
    without_platform_data(again)
    assert again == document


def test_a_redacted_document_has_another_tag_and_says_when_it_was_redacted() -> None:
    stored = Document("tag", json.dumps(make_document()).encode())
    redacted = redact(stored, without_platform_data, now=NOW)
    assert redacted.etag != stored.etag
    assert json.loads(redacted.body)["redacted_at"] == "2026-11-22T09:30:15.250000Z"
    fresh = redact(stored, ids_only)
    assert json.loads(fresh.body)["redacted_at"] is None
    assert stamp(json.loads(fresh.body), now=NOW).etag != fresh.etag
