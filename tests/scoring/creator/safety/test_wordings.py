"""What each list finds, and the innocent uses of the same words that it must let pass."""

import pytest

from app.domain.brand_safety import SafetyFlag
from app.domain.post import Post
from app.scoring.creator.safety.measure import find_flags

FOUND = [
    ("en", "hardcore sex on my onlyfans", "pornography", "high"),
    ("en", "escort service, call now", "sexual_services", "high"),
    ("en", "AR-15 for sale", "weapon_sale", "high"),
    ("en", "a day out with my new Glock", "weapon_owned", "medium"),
    ("en", "fake passports available", "fraud_offer", "high"),
    ("en", "drove drunk last night", "crime_praised", "medium"),
    ("en", "they should all be shot", "violence_called_for", "high"),
    ("en", "the air strike hit at dawn", "military_conflict", "medium"),
    ("en", "watch the full movie free", "pirated_media", "high"),
    ("en", "replica watches in stock", "counterfeit_goods", "high"),
    ("en", "those people are vermin", "dehumanisation", "high"),
    ("en", "they are subhuman", "dehumanisation", "high"),
    ("en", "go back to your country", "told_to_leave", "high"),
    ("en", "deport all immigrants", "group_hostility", "high"),
    ("en", "kill yourself", "personal_aggression", "medium"),
    ("en", "what the fuck", "strong_profanity", "medium"),
    ("en", "what the f*ck", "strong_profanity", "medium"),
    ("en", "this is bullshit", "mild_profanity", "low"),
    ("en", "dm me for weed", "drug_sale", "high"),
    ("en", "we tried cocaine", "illegal_drugs", "medium"),
    ("en", "smoking weed on the roof", "cannabis", "medium"),
    ("en", "new vape who dis", "tobacco_or_vaping", "medium"),
    ("en", "let's get drunk", "drunkenness", "medium"),
    ("en", "wine o'clock", "alcohol_named", "low"),
    ("en", "guaranteed profits, join now", "quick_money", "high"),
    ("en", "claim your free gift card here", "phishing", "high"),
    ("en", "buy real followers", "followers_for_sale", "high"),
    ("en", "long live the Islamic State", "terror_praised", "high"),
    ("en", "abortion is murder", "debated_slogan", "medium"),
    ("en", "my thoughts on the death penalty", "debated_issue", "low"),
    ("en", "this tea cures cancer", "miracle_cure", "high"),
    ("en", "vaccines cause autism", "vaccine_claim", "high"),
    ("en", "lose 10 pounds in a week", "body_claim", "medium"),
    ("en", "free spins for you", "betting_offer", "high"),
    ("en", "a night at the casino", "gambling_named", "low"),
    ("de", "Waffen zu verkaufen", "weapon_sale", "high"),
    ("de", "geh zurück in dein Land", "told_to_leave", "high"),
    ("de", "diese Leute sind Ungeziefer", "dehumanisation", "high"),
    ("de", "so eine Scheiße", "mild_profanity", "low"),
    ("de", "du Hurensohn", "strong_profanity", "medium"),
    ("de", "Kokain kaufen", "drug_sale", "high"),
    ("de", "heute wieder besoffen", "drunkenness", "medium"),
    ("de", "dieser Tee heilt Krebs", "miracle_cure", "high"),
    ("de", "Sportwetten mit Bonus", "betting_offer", "high"),
    ("de", "die Impfung ist Gift", "vaccine_claim", "high"),
    ("es", "pistolas en venta", "weapon_sale", "high"),
    ("es", "vete a tu puto país", "told_to_leave", "high"),
    ("es", "los inmigrantes son ratas", "dehumanisation", "high"),
    ("es", "hijo de puta", "strong_profanity", "medium"),
    ("es", "vendo cocaína", "drug_sale", "high"),
    ("es", "esta infusión cura el cáncer", "miracle_cure", "high"),
    ("es", "apuestas deportivas", "betting_offer", "high"),
    ("es", "un vino tinto y a dormir", "alcohol_named", "low"),
    ("fr", "fusils à vendre", "weapon_sale", "high"),
    ("fr", "retourne dans ton pays", "told_to_leave", "high"),
    ("fr", "les migrants sont des rats", "dehumanisation", "high"),
    ("fr", "espèce de connard", "strong_profanity", "medium"),
    ("fr", "cette tisane guérit le cancer", "miracle_cure", "high"),
    ("fr", "paris sportifs du jour", "betting_offer", "high"),
    ("fr", "regarder le film gratuitement", "pirated_media", "high"),
    ("pt", "pistolas à venda", "weapon_sale", "high"),
    ("pt", "volta pro seu país", "told_to_leave", "high"),
    ("pt", "os imigrantes são lixo", "dehumanisation", "high"),
    ("pt", "vai se foder, caralho", "strong_profanity", "medium"),
    ("pt", "esse chá cura o câncer", "miracle_cure", "high"),
    ("pt", "joguem o jogo do tigrinho", "betting_offer", "high"),
    ("pt", "seguidores baratos", "followers_for_sale", "high"),
    ("it", "pistole in vendita", "weapon_sale", "high"),
    ("it", "tornate al vostro paese", "told_to_leave", "high"),
    ("it", "gli immigrati sono parassiti", "dehumanisation", "high"),
    ("it", "che stronzo", "strong_profanity", "medium"),
    ("it", "questa tisana cura il cancro", "miracle_cure", "high"),
    ("it", "scommesse sportive", "betting_offer", "high"),
    ("it", "compra follower", "followers_for_sale", "high"),
]

INNOCENT = [
    "this cake is to die for",
    "she killed it on stage",
    "these heels are killing me",
    "that is a sick beat",
    "shot of the day",
    "shot on film, portrait by @mia",
    "the portrait was shot in natural light",
    "this party is the bomb",
    "bath bombs and glue guns",
    "sun's out guns out",
    "Top Gun night",
    "a murder mystery dinner",
    "I survived cancer",
    "donating to cancer research",
    "nude lipstick and a naked cake",
    "earth porn from Iceland",
    "a torrent of rain, and torrents of tears",
    "cigarette trousers and cocktail dresses",
    "alcohol-free beer and ginger beer",
    "rubbing alcohol on the stain",
    "off to the Scunthorpe match with shiitake",
    "my Shih Tzu and my cockapoo",
    "Dick and Fanny went to Essex",
    "the white Power Ranger",
    "can't wait to go back to Mexico",
    "back to my country house",
    "poker face",
    "a fugue in F# minor, F@100",
    "my little terrorist turned two",
    "dropping a bomb of an album",
    "Der Tag war bombastisch, die Badebombe auch",
    "alkoholfreies Bier",
    "ich weine vor Glück",
    "Heißklebepistole",
    "El vino a casa ayer",
    "me muero de risa",
    "pistola de silicona",
    "une vraie tuerie ce gâteau",
    "des carottes râpées",
    "pistolet à colle",
    "retard du train",
    "morrendo de rir",
    "transporte baseado em dados",
    "pistola de cola quente",
    "che casino stamattina",
    "cena a casa loro",
    "morire dal ridere",
    "bugün güzel bir gün",
    "",
]

MILD = [
    "we must stop the mass shootings",
    "a documentary about heroin",
    'she wrote: "go back to your country"',
    "I quit smoking: no more cigarettes",
    "not true that this tea cures cancer",
    "help us cure cancer: donate today",
    "terrorism has no place here",
    "according to police, a man with a loaded gun was seen",
    "my cocaine recovery story",
    "World War museum, with words about Nazis",
    "Gegen Terrorismus und Gewalt",
    "Laut Polizei war es Folter",
    "contra el terrorismo",
    "un film sur le terrorisme",
    "prevenção do suicídio",
    "la lotta contro il terrorismo",
]


def flags(text: str) -> list[SafetyFlag]:
    return find_flags(Post(post_id="1", text=text))


@pytest.mark.parametrize(("language", "text", "wording", "severity"), FOUND)
def test_each_list_finds_its_wordings(language: str, text: str, wording: str, severity: str) -> None:
    found = find_flags(Post(post_id="1", text=text, language=language))
    assert (wording, severity, language) in [(one.wording, one.severity, one.language) for one in found]


@pytest.mark.parametrize("text", INNOCENT)
def test_innocent_uses_of_the_same_words_pass(text: str) -> None:
    assert [(one.wording, text[one.start : one.end]) for one in flags(text)] == []


@pytest.mark.parametrize("text", MILD)
def test_a_wording_that_is_denied_reported_or_quoted_is_mild(text: str) -> None:
    assert {one.severity for one in flags(text)} == {"low"}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("große Straße voller Scheiße!", "Scheiße"),
        ("🔥👩‍👩‍👧 vendo cocaína 🔥", "vendo cocaína"),
        ("vendo cocai\u0301na", "vendo cocai\u0301na"),
        ("ﬁne, this is ＢＵＬＬＳＨＩＴ", "ＢＵＬＬＳＨＩＴ"),
        ("so 𝗳𝘂𝗰𝗸𝗶𝗻𝗴 good", "𝗳𝘂𝗰𝗸𝗶𝗻𝗴"),
        ("bull\u200bshit", "bull\u200bshit"),
    ],
)
def test_the_span_is_that_of_the_original_text(text: str, written: str) -> None:
    (flag,) = flags(text)
    assert text[flag.start : flag.end] == written
