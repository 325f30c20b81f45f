import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.scoring.attention.folding import fold
from app.scoring.attention.spam_features import feature_table, named_features, pieces
from app.scoring.attention.spam_rules import rule_hits


def test_pieces_are_four_letters_with_the_ends_marked() -> None:
    assert list(pieces("gain")) == ["_gai", "gain", "ain_"]


def test_a_table_holds_only_the_features_asked_for() -> None:
    table = feature_table([fold("buy gold"), fold("walk")], {"word:gold": 0, "word:walk": 1})
    assert table.toarray().tolist() == [[1, 0], [0, 1]]


def test_a_name_or_link_never_becomes_a_feature() -> None:
    comment = fold("thanks @coach_mia https://example.org/mia #miafx")
    assert not any("mia" in name for name, _ in named_features(comment, rule_hits(comment)))


def test_no_comments_make_an_empty_table() -> None:
    assert feature_table([], {"word:a": 0}).shape == (0, 1)


@given(st.text(max_size=200))
def test_readings_are_shares(text: str) -> None:
    comment = fold(text)
    values = np.array([value for _, value in named_features(comment, rule_hits(comment))])
    assert ((values >= 0) & (values <= 1)).all()
