"""What in the creator's posts an advertiser may not want to stand beside."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.scalars import Count, SmallCount, open_enum
from app.api.schemas.tally import Tally
from app.domain.brand_safety import SafetyCategory, Severity
from app.scoring.creator.safety.codes import CODES
from app.scoring.creator.safety.vocabulary import LANGUAGES

Category = Annotated[str, open_enum(*SafetyCategory)]
Grade = Annotated[str, open_enum(*Severity)]


class SafetyFlag(Answer):
    """A wording in a post. It is a match and no judgement: jokes, quotes and reports match as well."""

    category: Category = Field(
        description="Category of the GARM Brand Safety Floor and Suitability Framework (2022), or `gambling`."
    )
    severity: Grade = Field(
        description="`low` when the thing is named, reported or its context is unclear, `medium` when it is a topic, "
        "`high` when it is promoted or aimed at somebody."
    )
    wording: Annotated[str, open_enum(*CODES)] = Field(description="Stable code of the wording.")
    language: Annotated[str, open_enum(*LANGUAGES)] = Field(
        description="Language of the word list (ISO 639-1), which need not be that of the post."
    )
    post_id: str = Field(
        description="The platform's own id of the post.", examples=["at://did:plc:a/app.bsky.feed.post/3k"]
    )
    start: SmallCount = Field(
        description="Where the wording starts, in Unicode code points of the post's text, from 0.", examples=[17]
    )
    end: SmallCount = Field(description="Where it ends: the first code point after it.", examples=[31])


class CategoryRisk(Answer):
    """The creator's risk in a category, the same for every advertiser."""

    category: Category = Field(description="The category.")
    posts: Tally = Field(description="Posts with a flag of the category, of those with text.")
    worst: Grade | None = Field(description="Gravest of the flags. Null when there is none.", examples=["medium"])


class SafetyConcern(Answer):
    """A category in which a flag is as grave as the advertiser cannot bear."""

    category: Category = Field(description="The category.")
    least: Grade = Field(description="Least severity that concerns the advertiser.")
    worst: Grade = Field(description="Gravest of the creator's flags.")
    posts: Count = Field(description="Number of posts with a flag of at least that severity.", examples=[2])


class BrandSafety(Answer):
    """Wordings of sensitive content in posts, replies included. There is no error rate."""

    posts: Count = Field(description="Number of posts with text that were looked at.", examples=[120])
    flags_count: Count = Field(description="Number of flags; a wording counts once a post.", examples=[9])
    flags: list[SafetyFlag] = Field(description="The gravest flags first, at most 50.")
    categories: list[CategoryRisk] = Field(description="The creator's risk in every category, flagged or not.")
    concerns: list[SafetyConcern] = Field(
        description="Where that risk meets what the advertiser cannot bear, the gravest first. The usual sensitivity: "
        "from `medium`, and from `low` in sexual content, piracy, hate, spam and terrorism."
    )
    text: str = Field(
        description="The finding as a sentence.",
        examples=["5 of 120 posts match wordings of sensitive content in 2 of 13 categories."],
    )
