import pytest

from app.scoring.attention.folding import fold
from app.scoring.attention.spam_rules import SPAM_RULES, rule_hits


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nice! follow me back please", "follow_exchange"),
        ("folgt mir auch", "follow_exchange"),
        ("dm me to learn how", "contact_request"),
        ("escríbeme por privado", "contact_request"),
        ("I invested $500 and earned $7 000 in 3 days", "money_promise"),
        ("link of locking lp 0x800e9d435dcef7a5d43be2bb", "wallet_or_token"),
        ("Wow! promote it on our page", "promote_offer"),
        ("she helped me recover my lost funds", "recovery_offer"),
        ("paying bills of the first (5) people who answer", "giveaway_lure"),
        ("all thanks to @invest_with_mia", "money_account"),
        ("look at https://example.org", "link"),
        ("𝗶𝗻𝘃𝗲𝘀𝘁 𝗻𝗼𝘄", "hidden_letters"),
    ],
)
def test_a_rule_names_what_a_comment_asks(text: str, code: str) -> None:
    assert code in rule_hits(fold(text))


@pytest.mark.parametrize(
    "text",
    [
        "I follow your advice every morning",
        "my first 5k, thanks to your plan!",
        "we lost the game but recovered",
        "takip ediyorum, çok güzel",
        "what a message, so true",
        "the seguimiento of this team",
        "🔥🔥🔥",
    ],
)
def test_ordinary_comments_meet_no_rule(text: str) -> None:
    assert rule_hits(fold(text)) == ()


def test_codes_are_unique() -> None:
    assert len({rule.code for rule in SPAM_RULES}) == len(SPAM_RULES)
