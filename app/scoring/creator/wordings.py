"""Wordings of adverts in eight languages, matched against folded text (small letters, no accents)."""

import re
from dataclasses import dataclass, field

DISCLOSURE = "disclosure"
"""The code of a label such as #ad, which `disclosure.py` looks for."""


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

ADVERT_CODES = (DISCLOSURE, *(wording.code for wording in WORDINGS))

OWN_GOODS = re.compile(
    r"\b(?:my|our) (?:new |own |first |latest |little |online |etsy |debut )?(?:book|novel|album|single|ep|shop|store"
    r"|course|podcast|newsletter|merch|webshop|etsy|patreon|ebook|e-book|workshop|tickets?|tour|prints?|cookbook|collection|app"
    r"|game|brand)\b"
    r"|\b(?:mein|meine|meinen|meinem|meiner|unser|unsere|unserem|unseren) (?:neu\w{1,3} |eigen\w{1,3} )?(?:buch|roman"
    r"|album|shop|laden|onlineshop|kurs|kochbuch|kollektion|podcast)\b"
    r"|\b(?:mi|nuestr[oa]) (?:nuev[oa] |propi[oa] )?(?:libro|novela|album|tienda|curso|coleccion|disco)\b"
    r"|\b(?:mon|ma|notre) (?:nouveau |nouvel |nouvelle |propre )?(?:livre|roman|album|boutique|formation|collection)\b"
    r"|\b(?:o meu|a minha|meu|minha|nossa|nosso) (?:nov[oa] |propri[oa] )?(?:livro|romance|album|loja|curso|colecao)\b"
    r"|\b(?:il mio|la mia|il nostro|la nostra) (?:nuov[oa] )?(?:libro|romanzo|album|negozio|shop|corso|collezione)\b"
    r"|\b(?:mijn|onze|ons) (?:nieuwe |eigen )?(?:boek|roman|album|winkel|webshop|cursus|collectie)\b"
    r"|\b(?:kitabim|albumum|dukkanim|magazam|kursum|koleksiyonum)\b"
)
"""Goods of the creator's own, which are no advert for somebody else."""
