import pytest

from app.scoring.attention.folding import fold_letters
from app.scoring.creator.disclosure import says_paid, says_unpaid


@pytest.mark.parametrize(
    "text",
    [
        "my favourite boots #ad",
        "#AD. New boots",
        "New watch! (sponsored)",
        "Paid partnership with @acme",
        "This video is sponsored by Acme",
        "Thanks to Acme for sponsoring this video",
        "Ad: new boots",
        "AD | new boots",
        "*werbung/advertising // neue Schuhe",
        "{Werbung} Neue Schuhe",
        "[Anzeige] Neue Schuhe",
        "Neue Schuhe\n— Werbung —",
        "✨ Anzeige ✨ · Neue Schuhe\n#bezahlteWerbung",
        "Bezahlte Partnerschaft mit Acme",
        "Mes bottes #collaborationcommerciale",
        "Partenariat rémunéré avec Acme",
        "Nouvelles bottes, je les adore avec ma jupe #pub",
        "Publicité : mes bottes",
        "Mis botas #publicidad",
        "Colaboración pagada con Acme",
        "Minhas botas #publi",
        "Parceria paga com Acme",
        "I miei stivali, li uso con tutti i vestiti della stagione #adv",
        "Contenuto sponsorizzato",
        "Inserzione a pagamento",
        "Mijn laarzen #samenwerking",
        "Betaald partnerschap met Acme",
        "Yeni botlarım #İşbirliği",
        "Bu bir reklamdır",
        "#reklam",
        "Νέες μπότες #διαφήμιση",
        "Πληρωμένη συνεργασία με Acme",
        "新しい靴 #PR",
        "【PR】新しい靴です",
        "#広告 新しい靴",
        "#タイアップ",
        "［広告］新しい靴",
        "Naye joote #prayojit",
        "Yeh paid promotion hai",
        "ye ek vigyapan hai",
    ],
)
def test_labels_of_paid_posts_are_known_in_eleven_languages(text: str) -> None:
    assert says_paid(fold_letters(text))


@pytest.mark.parametrize(
    "text",
    [
        "#adventure time",
        "#ads #adidas #advice #advent",
        "#ad-free since May",
        "I read an ad in the paper",
        "Ad hoc plans are the best",
        "Ad-free living: a thread",
        "added, bad, sad, made",
        "Werbung nervt mich im Kino",
        "Ich arbeite in der Werbung und mag Werbung",
        "Anzeige erstattet: mein Rad wurde gestohlen",
        "Publicidad engañosa: cuidado",
        "off to the #pub with the girls",
        "new deadlift #PR today",
        "riding season #adv #motorcycle",
        "our team is sponsored by the bakery",
        "広告について考える",
        "the paid leave partnership of two unions",
        "reklam filmlerini seviyorum",
        "#prayer #public #publish",
        "&#ad;",
        "x#ad",
        "",
    ],
)
def test_the_same_letters_elsewhere_are_no_label(text: str) -> None:
    assert not says_paid(fold_letters(text))


@pytest.mark.parametrize(("text", "language"), [("bottes #pub", "fr"), ("stivali #adv", "it"), ("靴 #pr", "ja")])
def test_a_hashtag_that_means_something_else_elsewhere_counts_in_the_declared_language(
    text: str, language: str
) -> None:
    assert says_paid(fold_letters(text), language)
    assert not says_paid(fold_letters(text), "en")


@pytest.mark.parametrize(
    "text",
    [
        "I bought it myself, not sponsored",
        "This isn’t an ad #notsponsored",
        "Unbezahlte Werbung | meine Schuhe",
        "*Werbung wegen Markennennung",
        "Werbung, unbeauftragt",
        "Ceci n'est pas une pub",
        "Post non sponsorizzato",
        "Esto no es publicidad #publi",
        "Não é publi, só amei",
        "Reklam değildir",
        "#nospon",
    ],
)
def test_a_post_that_says_that_nobody_paid_is_not_called_paid(text: str) -> None:
    assert says_unpaid(fold_letters(text))
    assert not says_paid(fold_letters(text))


@pytest.mark.parametrize("text", ["non ad un prezzo simile", "Ich arbeite unbezahlt", "#ad"])
def test_other_denials_say_nothing_about_payment(text: str) -> None:
    assert not says_unpaid(fold_letters(text))
