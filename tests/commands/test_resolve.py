import json

import pytest

from .command_line import one_line, run


def test_a_link_is_answered_with_the_account_and_its_profile() -> None:
    assert run("resolve", "https://bsky.app/profile/Star.test/post/3k").stdout.splitlines() == [
        "bluesky:@star.test",
        "https://bsky.app/profile/star.test",
    ]


def test_where_nothing_can_be_fetched_it_says_what_to_do() -> None:
    assert "Upload the audience" in one_line(run("resolve", "@Alice", "--platform", "instagram").stdout)


def test_the_answer_can_be_had_as_the_apis_document() -> None:
    document = json.loads(run("resolve", "bluesky:star.test", "--json").stdout)
    assert (document["platform"], document["handle"], document["fetchable"]) == ("bluesky", "star.test", True)


@pytest.mark.parametrize("command", ["resolve", "vet"])
def test_a_name_that_fits_several_platforms_is_wrong_usage_and_lists_them(command: str) -> None:
    result = run(command, "ab", code=2)
    said = one_line(result.stderr.replace("│", " "))
    assert "instagram:@ab, tiktok:@ab, x:@ab" in said
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("alice",), "fits several platforms"),
        (("bluesky:alice",), "is a domain"),
        (("https://x.com/alice", "--platform", "bluesky"), "is one of x"),
    ],
)
def test_what_names_no_single_account_is_wrong_usage(arguments: tuple[str, ...], why: str) -> None:
    assert why in one_line(run("resolve", *arguments, code=2).stderr.replace("│", " "))
