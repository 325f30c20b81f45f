from dataclasses import replace

import pytest

from app.domain.reading import Reading, Stopped

READING = Reading(
    accounts_listed=48_000,
    accounts_planned=2_000,
    accounts_read=300,
    platform_calls=1_041,
    looks=3,
    stopped=Stopped.SETTLED,
)


def test_a_reading_that_stopped_early_says_what_it_took_and_why() -> None:
    assert READING.is_early
    assert READING.text == (
        "Reading stopped after 300 of 2,000 drawn accounts and 1,041 platform calls: "
        "the rest of the draw would leave the verdict as it is."
    )


def test_a_draw_that_was_read_whole_says_so() -> None:
    whole = replace(READING, accounts_read=2_000, stopped=Stopped.SAMPLE_READ)
    assert not whole.is_early
    assert whole.text == "All 2,000 drawn accounts were read, with 1,041 platform calls."


@pytest.mark.parametrize("stopped", Stopped)
def test_every_reason_has_its_sentence(stopped: Stopped) -> None:
    assert "drawn accounts" in replace(READING, stopped=stopped).text
