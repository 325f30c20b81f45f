"""Stable codes of the wordings, with the category and severity that each has in every language."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.brand_safety import SafetyCategory, Severity

_LOW, _MEDIUM, _HIGH = Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyCode:
    """One wording whatever its language; `by_context` when what stands around it can make it mild."""

    code: str
    category: SafetyCategory
    severity: Severity
    by_context: bool = True


def _codes(category: SafetyCategory, *, by_context: bool = True, **severities: Severity) -> Iterator[SafetyCode]:
    for code, severity in severities.items():
        yield SafetyCode(code=code, category=category, severity=severity, by_context=by_context)


_ALL = (
    *_codes(SafetyCategory.ADULT, pornography=_HIGH, sexual_services=_HIGH, sexual_talk=_MEDIUM),
    *_codes(SafetyCategory.ARMS, weapon_sale=_HIGH, weapon_owned=_MEDIUM, weapon_named=_LOW),
    *_codes(SafetyCategory.CRIME, fraud_offer=_HIGH, crime_praised=_MEDIUM, self_harm=_MEDIUM, crime_named=_LOW),
    *_codes(
        SafetyCategory.DEATH,
        violence_called_for=_HIGH,
        graphic_violence=_MEDIUM,
        military_conflict=_MEDIUM,
        death_named=_LOW,
    ),
    *_codes(SafetyCategory.PIRACY, pirated_media=_HIGH, counterfeit_goods=_HIGH, piracy_named=_MEDIUM),
    *_codes(
        SafetyCategory.HATE,
        dehumanisation=_HIGH,
        group_hostility=_HIGH,
        told_to_leave=_HIGH,
        supremacism=_HIGH,
        supremacists_named=_MEDIUM,
        personal_aggression=_MEDIUM,
    ),
    *_codes(SafetyCategory.PROFANITY, by_context=False, strong_profanity=_MEDIUM, mild_profanity=_LOW),
    *_codes(
        SafetyCategory.DRUGS,
        drug_sale=_HIGH,
        illegal_drugs=_MEDIUM,
        cannabis=_MEDIUM,
        tobacco_or_vaping=_MEDIUM,
        drunkenness=_MEDIUM,
        alcohol_named=_LOW,
    ),
    *_codes(SafetyCategory.SPAM, quick_money=_HIGH, phishing=_HIGH, followers_for_sale=_HIGH, follow_exchange=_LOW),
    *_codes(SafetyCategory.TERRORISM, terror_praised=_HIGH, terror_named=_MEDIUM),
    *_codes(SafetyCategory.DEBATED, debated_slogan=_MEDIUM, debated_issue=_LOW),
    *_codes(SafetyCategory.MISINFORMATION, miracle_cure=_HIGH, vaccine_claim=_HIGH, body_claim=_MEDIUM),
    *_codes(SafetyCategory.GAMBLING, betting_offer=_HIGH, gambling_named=_LOW),
)

CODES = {one.code: one for one in _ALL}
