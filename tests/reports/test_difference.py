import io
from typing import Any

from rich.console import Console

from app.reports.difference import print_difference


def share(estimate: float | None, low: float, high: float) -> dict[str, Any]:
    return {"estimate": estimate, "low": low, "high": high}


DOCUMENT: dict[str, Any] = {
    "labels": 1_040,
    "verdict": {"reasons": [{"code": "surely_inauthentic", "text": "At least 40.0% [of them]."}]},
    "diff": {
        "method_version": {"before": "1", "after": "1"},
        "model_version": {"before": "first", "after": "second"},
        "decision": {"before": "review", "after": "insufficient_evidence"},
        "shares": [
            {
                "name": "inauthentic_share",
                "before": share(0.2, 0.1, 0.25),
                "after": share(0.4, 0.3, 0.5),
                "difference": 0.2,
                "exceeds_interval": True,
            },
            {
                "name": "reachable_share",
                "before": share(None, 0.0, 1.0),
                "after": share(0.5, 0.4, 0.6),
                "difference": None,
                "exceeds_interval": None,
            },
            {"name": "niche_share", "before": None, "after": None, "difference": None, "exceeds_interval": None},
        ],
        "kinds": [{"before": "authentic", "after": "mass_follower", "accounts": 1_200}],
    },
}


def printed(**diff: Any) -> list[str]:  # noqa: ANN401 - any member of the diff
    console = Console(file=io.StringIO(), width=100)
    print_difference(console, {**DOCUMENT, "diff": {**DOCUMENT["diff"], **diff}})
    assert isinstance(console.file, io.StringIO)
    return [" ".join(line.split()) for line in console.file.getvalue().splitlines()]


def test_versions_decision_shares_and_kinds_are_told_before_and_after() -> None:
    lines = printed()
    assert lines[:4] == [
        "method version: 1 (as before)",
        "model version: first -> second",
        "decision: review -> insufficient evidence",
        "· At least 40.0% [of them].",
    ]
    assert "inauthentic 20.0% (10.0-25.0) 40.0% (30.0-50.0) +20.0 yes" in lines
    assert "Accounts of another kind: 1,200 authentic -> mass follower" in lines
    assert lines[-1] == "1,040 accounts have been reviewed by people."


def test_what_is_not_known_is_called_so_and_what_was_not_measured_is_left_empty() -> None:
    lines = printed()
    assert "reachable not known (0.0-100.0) 50.0% (40.0-60.0)" in lines
    assert "niche" in lines


def test_kinds_that_cannot_be_compared_are_not_called_unchanged() -> None:
    assert any("no account's kind can be compared" in line for line in printed(kinds=None))
    assert "No account is of another kind." in printed(kinds=[])
