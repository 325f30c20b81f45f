import pytest

from app.storage.ids import ID_LENGTH, is_id, new_id


def test_ids_are_distinct_fit_their_column_and_sort_by_creation() -> None:
    ids = [new_id("vet") for _ in range(1_000)]
    assert len(set(ids)) == 1_000
    assert ids == sorted(ids)
    assert {len(one) for one in ids} == {ID_LENGTH}


def test_an_id_has_the_shape_of_its_noun_only() -> None:
    assert is_id(new_id("vet"), "vet")
    assert not is_id(new_id("vet"), "aud")


@pytest.mark.parametrize("text", ["", "vet_", "vet_" + "A" * 32, "vet_" + "0" * 31, "vet_" + "0" * 32 + "\n", "\x00"])
def test_other_text_is_no_id(text: str) -> None:
    assert not is_id(text, "vet")
