import io

from rich.console import Console

from app.domain.audience import Availability, Role
from app.domain.budget import Cost
from app.domain.estimate import Estimate
from app.domain.handle import Platform
from app.domain.plan import Plan, PlannedAudience, PlannedStep
from app.reports.plan import plan_document, print_plan

PLAN = Plan(
    platform=Platform.X,
    handle="creator",
    audiences=(
        PlannedAudience(role=Role.FOLLOWERS, availability=Availability.OK, population=3_000, listed=2_000, drawn=2_000),
    ),
    steps=(
        PlannedStep(
            operation="followers",
            expected=Cost(calls=2, micros=20_000_000),
            at_most=Cost(calls=2, micros=20_000_000),
        ),
    ),
    at_least=Cost(calls=3, micros=20_010_000),
    expected=Cost(calls=4, micros=20_110_000),
    at_most=Cost(calls=4, micros=20_115_000),
    seconds=400.0,
    inauthentic_share=Estimate(estimate=0.15, low=0.0, high=0.63, level=0.95),
    obstacles=("The budget for [bold]this vetting[/bold] leaves too little: reading would end early.",),
    spent=Cost(calls=2, micros=110_000),
)


def printed(plan: Plan) -> str:
    output = io.StringIO()
    print_plan(Console(file=output, width=80), plan_document(plan))
    return output.getvalue()


def test_money_is_told_in_whole_cents_rounded_up() -> None:
    document = plan_document(PLAN)
    assert document["at_most"]["money"] == {"amount_minor": 2_012, "currency": "USD"}
    assert document["spent"] == {"calls": 2, "units": 0, "money": {"amount_minor": 11, "currency": "USD"}}


def test_a_table_says_what_it_costs_how_long_it_takes_and_how_sure_it_would_be() -> None:
    text = printed(PLAN)
    assert "followers: 2,000 read, 2,000 listed of 3,000" in text
    assert "20.11 USD" in text
    assert "About 7 minutes" in text
    assert "between 0% and 63%" in text
    assert "[bold]this vetting[/bold]" in text, "what comes from elsewhere is text, not markup"
