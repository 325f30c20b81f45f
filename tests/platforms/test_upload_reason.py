import msgspec

from app.platforms.upload_reason import explain_invalid


def test_a_message_that_is_not_known_still_has_its_place() -> None:
    found = explain_invalid(msgspec.ValidationError("Something new - at `$.engagements[3].at`"))
    assert (found.pointer, found.reason, found.limit) == ("/engagements/3/at", "does not fit the contract", None)


def test_a_message_about_the_whole_line_has_no_pointer() -> None:
    found = explain_invalid(msgspec.ValidationError("Expected `object`, got `array`"))
    assert (found.pointer, found.reason) == ("", "must be an object, not a list")
