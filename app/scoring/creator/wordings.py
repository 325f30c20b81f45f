"""Wordings of adverts in eight languages, matched against folded text (small letters, no accents)."""

import re
from dataclasses import dataclass, field

DISCLOSURE = "disclosure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One wording: a stable code, what it proves (2 = an advert by itself), and patterns of which one must occur."""

    code: str
    points: int
    patterns: tuple[str, ...]
    pattern: re.Pattern[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", re.compile("|".join(self.patterns)))


WORDINGS = (
    Wording(
        code=DISCLOSURE,
        points=2,
        patterns=(
            r"#(?:ad|advert|sponsored|spon|paidpartnership|paid_partnership)\b",
            r"#(?:werbung|anzeige|publi|publicidad|publicidade|publicite|pub|adv|sponsorise|reklam|isbirligi)\b",
            r"#(?:reclame|samenwerking)\b",
            r"\b(?:paid partnership|bezahlte partnerschaft|collaboration commerciale|colaboracion pagada)\b",
            r"\b(?:parceria paga|ucretli ortaklik)\b",
            r"^(?:anzeige|werbung)\b",
        ),
    ),
    Wording(
        code="discount_code",
        points=2,
        patterns=(
            r"\b(?:use|usa|with|mit|con|com|avec|mein|mi) (?:my |the |dem |el |o |le |meu )?(?:code|codigo|codice)\b",
            r"\b(?:code promo|(?:promo|discount|coupon|voucher) ?code|rabatt-?code|gutschein-?code)\b",
            r"\b(?:codigo de (?:descuento|desconto)|cupon de|cupom de|codice sconto|indirim kodu|kortingscode)\b",
        ),
    ),
    Wording(
        code="percent_off",
        points=2,
        patterns=(
            r"\b\d{1,2} ?% ?(?:off|rabatt|discount|descuento|desconto|de reduction|di sconto|sconto|indirim|korting)\b",
            r"%\d{1,2} indirim",
        ),
    ),
    Wording(code="price", points=1, patterns=(r"[$€£₺]\s?\d", r"\d\s?(?:[$€£₺]|usd\b|eur\b|euros?\b|tl\b)")),
    Wording(
        code="link",
        points=1,
        patterns=(
            r"https?://|\bwww\.",
            r"\blink in (?:my |the )?bio\b|\blink in der bio\b|\benlace en (?:mi |la )?bio\b|\blink na bio\b",
        ),
    ),
    Wording(
        code="call_to_buy",
        points=1,
        patterns=(
            r"\b(?:shop now|buy (?:now|here|yours)|order (?:now|yours|today)|in stock)\b",
            r"\b(?:limited (?:offer|edition|time)|on sale|pre-?order|sign up (?:now|here|today)|giveaway)\b",
            r"\b(?:jetzt (?:kaufen|bestellen|sichern)|gewinnspiel)\b",
            r"\b(?:compra (?:ya|ahora)|sorteo|compre (?:ja|agora)|sorteio)\b",
            r"\b(?:achetez|commandez|acquista ora)\b",
            r"\b(?:satin alin|siparis verin|hemen al|cekilis|nu bestellen)\b",
        ),
    ),
    Wording(
        code="free_delivery",
        points=1,
        patterns=(
            r"\b(?:free (?:shipping|delivery)|versandkostenfrei|kostenloser versand|envio gratis|frete gratis)\b",
            r"\b(?:livraison gratuite|spedizione gratuita|kargo bedava|gratis verzending)\b",
        ),
    ),
    Wording(
        code="affiliate",
        points=1,
        patterns=(r"[?&](?:ref|aff|tag|affiliate|utm_[a-z]+)=", r"\bamzn\.to/|\bbit\.ly/|\bltk\b|\baffiliate\b"),
    ),
)
