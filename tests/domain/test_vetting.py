from app.domain.vetting import VettingStatus


def test_three_states_are_final() -> None:
    final = {status for status in VettingStatus if status.is_final}
    assert final == {VettingStatus.SUCCEEDED, VettingStatus.FAILED, VettingStatus.CANCELLED}
