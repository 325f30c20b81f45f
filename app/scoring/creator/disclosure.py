"""Labels by which a post says that it was paid for, or that it was not, matched against folded text.

Hashtags and labels as regulators and self-regulators recommend them: FTC (USA), ASA (UK), the Landesmedienanstalten
(Germany), ARPP (France), Autocontrol (Spain), CONAR (Brazil), AGCM (Italy), Stichting Reclame Code (Netherlands), the
Turkish Ministry of Trade, the Greek communication control council, ASCI (India), the Japanese Consumer Affairs Agency.
"""

import re

_HASHTAGS = (
    "ad|advert|advertisement|advertorial|paidad|sponsored|sponsoredpost|sponsoredby|spon|sponcon"
    "|paidpartnership|paid_partnership|paidpartner|paidpromotion"
    "|werbung|anzeige|bezahltewerbung|bezahlteanzeige|bezahltepartnerschaft|gesponsert"
    "|publi|publicidad|publicidadpagada|patrocinado|colaboracionpagada|contenidopatrocinado"
    "|publicidade|publipost|parceriapaga|conteudopatrocinado"
    "|publicite|collaborationcommerciale|partenariatremunere|sponsorise|postsponsorise"
    "|pubblicita|sponsorizzato|postsponsorizzato|inserzioneapagamento|collaborazioneapagamento"
    "|reclame|advertentie|samenwerking|betaaldesamenwerking|betaaldpartnerschap"
    "|reklam|isbirligi|reklamisbirligi|ucretliortaklik|sponsorlu"
    "|διαφημιση|διαφημιστικο|χορηγουμενο|πληρωμενησυνεργασια"
    "|vigyapan|prayojit|paidpromotionhai"
)
_LABELS = (
    "ad|advert|advertisement|sponsored|sponsored post|paid ad|werbung|anzeige|werbung/advertising|advertising/werbung"
    "|publicidad|publi|publicite|sponsorise|pubblicita|adv|publicidade|reclame|advertentie|samenwerking"
    "|reklam|isbirligi|reklam/isbirligi|διαφημιση|χορηγουμενο|vigyapan|prayojit"
)
_PHRASES = (
    "(?:in )?paid (?:partnership|promotion|collaboration) (?:with|by|for|hai)|paid partnership"
    "|this (?:post|video|reel|episode|stream|thread|content) (?:is|was) (?:kindly )?(?:sponsored|paid for) by"
    "|thank(?:s| you) to [^\n.!?]{1,40} for sponsoring (?:this|today)"
    "|(?:bezahlte|entgeltliche) (?:partnerschaft|werbung|kooperation)|werbung in kooperation mit"
    "|(?:colaboracion|alianza|asociacion) pagada|(?:contenido|post|publicacion) patrocinad[oa]|en colaboracion pagada"
    "|parceria paga|(?:conteudo|post) patrocinado|publicidade paga"
    "|(?:collaboration commerciale|partenariat (?:commercial|remunere))|(?:contenu|post) sponsorise"
    "|partnership pubblicizzata|(?:contenuto|post) sponsorizzato|(?:collaborazione|inserzione) a pagamento"
    "|betaald(?:e)? (?:partnerschap|samenwerking|promotie)"
    "|ucretli ortaklik|reklam (?:icerir|isbirligi)|(?:bu )?bir reklamdir|reklamdir"
    "|(?:πληρωμενη|επι πληρωμη) συνεργασια|χορηγουμενη (?:δημοσιευση|αναρτηση)|πληρωμενη διαφημιση"
    "|(?:ye|yeh) (?:ek )?(?:vigyapan|paid promotion|sponsored (?:post|video)) hai|sashulk (?:sajhedari|prachar)"
)
_SAYS_PAID = re.compile(
    rf"(?<![\w&])#(?:{_HASHTAGS})(?!\w|-\w)"
    # A label stands alone: in brackets or stars, or first in a line before a mark or its end.
    rf"|[(\[{{*【<][ ]?(?:{_LABELS})[ ]?[)\]}}*】>]"
    rf"|(?:^|\n)[^\w\n#@]{{0,6}}(?:{_LABELS})(?=[^\S\n]{{0,3}}(?:\n|$|[|/:)\]}}*•·]|[-–—](?:\s|$)))"  # noqa: RUF001
    r"|(?:^|\n)[^\w\n#@]{0,6}sponsored by "
    r"|(?:^|\n)[^\w\n#@]{0,6}(?:anzeige|werbung|reklam|advertentie) (?:in kooperation|fur|fuer|voor) "
    rf"|(?<!\w)(?:{_PHRASES})(?!\w)"
    "|[#【(\\[](?:広告|タイアップ|提供|プロモーション|宣伝)|(?:^|\n)(?:広告|タイアップ)(?:\n|$|[ 】:|])"
    "|(?:タイアップ投稿|提供を受けて|広告を含みます)"
)
"""The words of several languages at once: those that another of them uses otherwise are in `_LOCAL`."""

_LOCAL = (
    # "#pub" is a bar in English, "#pr" a personal record, "#adv" an adventure motorcycle.
    ("fr", re.compile(r"(?<![\w&])#pub(?!\w|-\w)")),
    ("it", re.compile(r"(?<![\w&])#(?:adv|advertising)(?!\w|-\w)")),
    ("ja", re.compile(r"(?<![\w&])#pr(?![a-z0-9_]|-\w)|[(\[【]pr[)\]】]")),
)
_SPOKEN = {
    "fr": re.compile(
        r"\b(?:le|la|les|des|une|est|avec|pour|dans|sur|vous|nous|je|mon|ma|mes|ce|cette|et|du|au|merci|trop|pas|chez)\b"
    ),
    "it": re.compile(
        r"\b(?:il|lo|gli|di|che|per|con|una|sono|della|del|mio|mia|questo|questa|ho|nuovo|nuova|nel|e|da|anche|tutti)\b"
    ),
    "ja": re.compile("[\u3040-\u30ff]"),
}
_WORDS_FOR_A_LANGUAGE = 2

_SAYS_UNPAID = re.compile(
    r"(?<![\w&])#(?:notsponsored|nospon|notanad|notad|nosponsored|unbezahltewerbung|unbezahlt|werbungunbezahlt"
    r"|unbeauftragtewerbung|werbungunbeauftragt|selbstgekauft|keinewerbung|nonsponsorise|nopublicidad|nonsponsorizzato"
    r"|nietgesponsord|reklamdegil|reklamdegildir)(?!\w)"
    r"|(?<!\w)(?:(?:not|isn['’]t|is not|wasn['’]t|never) (?:an? )?(?:ad|advert|sponsored|paid (?:for|partnership))"  # noqa: RUF001
    r"|(?:unbezahlte|unbeauftragte|keine) (?:bezahlte )?werbung|nicht (?:gesponsert|bezahlt)"
    r"|(?:werbung|anzeige)[ ,|/(*-]{1,3}(?:unbezahlt|unbeauftragt|ohne auftrag|selbst (?:gekauft|bezahlt))"
    r"|(?:werbung|anzeige),? (?:wegen|da|durch) (?:marken|namens?|nennung|person|orts|verlink|produkt|link)\w{0,20}"
    r"|(?:non|pas) sponsorise|(?:partenariat|collaboration|publication) non remuneree?"
    r"|pas une (?:pub|collaboration commerciale)"
    r"|no (?:es|esta) (?:publicidad|patrocinad[oa])|no patrocinad[oa]|(?:publicidad|colaboracion) no pagada"
    r"|nao (?:e|eh) (?:publi|publicidade|patrocinado)|non (?:e )?sponsorizzato|niet gesponsord"
    r"|reklam degil(?:dir)?|sponsorlu degil)(?!\w)"
)
"""Among them the German "Werbung wegen Markennennung": a label for the case that it might be taken for an advert."""


def says_unpaid(folded: str) -> bool:
    """Whether a folded text says that nobody paid for it."""
    return _SAYS_UNPAID.search(folded) is not None


def says_paid(folded: str, language: str | None = None) -> bool:
    """Whether a label of a folded text says that it was paid for; never when the text says the contrary as well.

    `language` is what the platform or the author declares (ISO 639-1): it decides on a few hashtags that mean something
    else in other languages, as do two little words of that language in the text.
    """
    if says_unpaid(folded):
        return False
    return _SAYS_PAID.search(folded) is not None or any(
        pattern.search(folded) is not None and (language == spoken or _speaks(folded, spoken))
        for spoken, pattern in _LOCAL
    )


def _speaks(folded: str, language: str) -> bool:
    return len(set(_SPOKEN[language].findall(folded))) >= _WORDS_FOR_A_LANGUAGE
