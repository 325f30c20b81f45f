"""Rules on the words of a comment: what it asks of the reader, or promises."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.scoring.attention.folding import FoldedText

_MONEY = re.compile(r"[$€£]\s?\d|\d\s?(?:[$€£]|k\b|usd|usdt|btc|eth|dollars|euros?|grand|bands)|\b\d+x\b")
_GAIN = re.compile(
    r"\b(?:earn\w*|profits?|payouts?|returns?|withdr[ae]w\w*|cash(?:ed|ing)? out|invest\w*|trad(?:e|es|ing|er)"
    r"|verdien\w*|gewinn\w*|ganar|ganancias?|inver(?:tir|sion)|lucro|ganhar|investi(?:r|mento)|gagner|kazan\w*)\b"
)
_HANDLE_OF_MONEY = re.compile(
    r"fx|forex|trad(?:e|ing)|invest|crypto|btc|bitcoin|wealth|earn|profit|mining|market|coin|_{2}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpamRule:
    """One rule: a stable code, what a reader is told, and whether it is enough for `suspicious` by itself."""

    code: str
    says: str
    is_enough: bool
    hits: Callable[[FoldedText], bool]


def _finds(pattern: str) -> Callable[[FoldedText], bool]:
    compiled = re.compile(pattern)
    return lambda comment: compiled.search(comment.text) is not None


def _promises_money(comment: FoldedText) -> bool:
    return bool(_MONEY.search(comment.text) and _GAIN.search(comment.text))


def _advertises_account(comment: FoldedText) -> bool:
    return any(_HANDLE_OF_MONEY.search(name) for name in (*comment.mentions, *comment.hashtags))


SPAM_RULES = (
    SpamRule(
        code="follow_exchange",
        says="asks to be followed, or offers to follow in return",
        is_enough=True,
        hits=_finds(
            r"\b(?:follow (?:me|us|back|my)|f(?:ollow)? ?4 ?f(?:ollow)?|l4l|sub ?4 ?sub|follow for follow"
            r"|check (?:out )?my (?:page|profile|bio|channel)|folg(?:t|e)? mir|sigueme|siganme|segue de volta"
            r"|suivez moi|abonne toi a ma|seguimi|karsilikli takip|takibe takip|gt yap\w*)\b"
        ),
    ),
    SpamRule(
        code="contact_request",
        says="asks to write in private or on a messenger",
        is_enough=False,
        hits=_finds(
            r"\b(?:dm (?:me|us|now|him|her|for|@)|inbox|hmu|hit me up"
            r"|(?:message|text|write|contact|reach) (?:me|us|him|her)\b"
            r"|what'?s ?app|telegram|schreib(?:t)? (?:mir|uns)|escribeme|me chama|chama no|contactez)"
            r"|\bsend (?:me |us |it |a )?(?:dm|pic|message)"
        ),
    ),
    SpamRule(code="money_promise", says="promises a gain in money", is_enough=False, hits=_promises_money),
    SpamRule(
        code="wallet_or_token",
        says="names a wallet address or sells a token",
        is_enough=True,
        hits=_finds(r"\b0x[0-9a-f]{16,}|\b(?:pancakeswap|presale|airdrop|whitelist(?:ed)? spots?|buy \$[a-z]{2,8}\b)"),
    ),
    SpamRule(
        code="promote_offer",
        says="offers to promote or feature the creator",
        is_enough=True,
        hits=_finds(
            r"\bpromote (?:it|this|your?|us)\b|\bget featured\b|\bbrand ambassador\b"
            r"|\bwe(?:'d| would) (?:love|like) to"
            r" (?:collab\w*|feature|work)|\bbuy (?:real |cheap )?(?:followers|likes)\b|\bcollab with us\b"
        ),
    ),
    SpamRule(
        code="recovery_offer",
        says="offers to recover lost money or a hacked account",
        is_enough=True,
        hits=_finds(
            r"\brecover\w*\b.{0,60}\b(?:account|funds?|money|coins?|wallet|crypto|bitcoins?)\b"
            r"|\b(?:account|funds?|money|coins?|wallet|crypto|bitcoins?)\b.{0,60}\brecover\w*"
        ),
    ),
    SpamRule(
        code="giveaway_lure",
        says="promises money to the first who answer",
        is_enough=True,
        hits=_finds(
            r"\bfirst \W?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twenty)\W? (?:people|persons?)\b"
            r"|\bpaying \w+ (?:grands?|bands)\b"
        ),
    ),
    SpamRule(
        code="money_account",
        says="points to an account named after money",
        is_enough=False,
        hits=_advertises_account,
    ),
    SpamRule(code="link", says="holds a link", is_enough=False, hits=lambda comment: comment.links > 0),
    SpamRule(
        code="hidden_letters",
        says="writes words in letters that no language combines, as if to escape a filter",
        is_enough=True,
        hits=lambda comment: comment.hidden_words > 0,
    ),
)


def rule_hits(comment: FoldedText) -> tuple[str, ...]:
    """Codes of the rules that a comment meets, in the order of `SPAM_RULES`."""
    return tuple(rule.code for rule in SPAM_RULES if rule.hits(comment))
