"""What is written under the posts, and by how many."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.base import Answer
from app.api.schemas.scalars import Count, Number, Proportion, open_enum
from app.api.schemas.tally import Tally
from app.domain.attention import CommentMark, RegularsKind
from app.scoring.attention.spam_rules import SPAM_RULES

RULE_CODES = tuple(rule.code for rule in SPAM_RULES)


class RuleTally(Answer):
    """A rule on comments, and how many match it."""

    rule: Annotated[str, open_enum(*RULE_CODES)] = Field(description="Stable code of the rule.")
    says: str = Field(description="What a comment does that matches the rule.", examples=["holds a link"])
    comments: Count = Field(description="Number of comments that match the rule.", examples=[4])


class SuspiciousComment(Answer):
    """A comment that matches signals of spam: where it stands and which rules it matches, never its words."""

    account_id: str = Field(description="The platform's own id of who wrote it.", examples=["did:plc:ewvi7nxzyoun6zh"])
    post_id: str = Field(
        description="The platform's own id of the post.", examples=["at://did:plc:a/app.bsky.feed.post/3k"]
    )
    spam: Proportion = Field(
        description="Score of the comment model from 0 to 1; 1 is most like the spam that it was fitted on.",
        examples=[0.97],
    )
    rules: list[Annotated[str, open_enum(*RULE_CODES)]] = Field(
        description="Codes of the rules that the comment matches.", examples=[["follow_exchange"]]
    )
    is_repeated: bool = Field(
        description="Whether another account wrote nearly the same text of at least four words.", examples=[True]
    )


class CommentQuality(Answer):
    """What the comments say. The model was fitted on comments of one topic; on others its error is not known."""

    comments: Count = Field(description="Number of comments whose text was read.", examples=[120])
    specific: Tally = Field(description="Comments with a word of content beyond praise and thanks.")
    emoji_only: Tally = Field(description="Comments that are emoji only.")
    repeated: Tally = Field(description="Comments with nearly the text of another account's comment.")
    suspicious: Tally = Field(description="Comments that match signals of spam, or are repeated.")
    mark: Annotated[str, open_enum(*CommentMark)] = Field(
        description="The interval of `suspicious` against published marks: up to 15 % is normal, half is alarming; "
        "`undecided` when the interval reaches over a mark."
    )
    false_alarms: Proportion = Field(
        description="Share, from 0 to 1, of fine comments that were called suspicious in the collection that the model "
        "was fitted on.",
        examples=[0.026],
    )
    model_version: str = Field(description="Version of the comment model.", examples=["comment-spam-2026-11"])
    rules: list[RuleTally] = Field(description="Rules that comments match.")
    examples: list[SuspiciousComment] = Field(description="Suspicious comments, the highest score first.")
    text: str = Field(
        description="The measure as a sentence.",
        examples=["7 of 120 comments match signals of spam or repeat each other (3% to 12%)."],
    )


class Concentration(Answer):
    """How the comments are spread over those who write them. A small circle is normal for a small creator."""

    comments: Count = Field(description="Number of comments.", examples=[120])
    commenters: Count = Field(description="Number of different accounts that wrote them.", examples=[85])
    writing_half: Count = Field(
        description="Smallest number of accounts that wrote half of the comments.", examples=[26]
    )
    top_tenth_share: Proportion = Field(
        description="Share of the comments, from 0 to 1, that the busiest tenth of the commenters wrote.",
        examples=[0.31],
    )
    effective_commenters: Number = Field(
        description="Number of equally busy commenters that would be as diverse, from 1 (exponential of the entropy).",
        examples=[71.4],
    )
    text: str = Field(
        description="The measure as a sentence.", examples=["26 of 85 commenters wrote half of the 120 comments."]
    )


class Regulars(Answer):
    """Accounts that comment under at least half of the posts: loyal fans, or a group that trades comments."""

    posts: Count = Field(description="Number of posts with comments.", examples=[10])
    accounts: Count = Field(description="Number of accounts under at least half of these posts.", examples=[9])
    comment_share: Tally = Field(description="Comments of these accounts, of all comments.")
    specific: Tally = Field(description="Their comments with a word of content beyond praise and thanks.")
    within_hour: Tally | None = Field(
        description="Their comments within an hour of the post. Null when times are unknown."
    )
    reciprocal: Tally | None = Field(
        description="Those of them that the creator comments on in return. Null when this was not read."
    )
    kind: Annotated[str, open_enum(*RegularsKind)] = Field(
        description="Which signal the group matches: `pod_like` for general words that come at once or in exchange, "
        "`loyal_fans` for specific words that do not, `none` without a group; `undecided` is neither."
    )
    text: str = Field(
        description="The measure as a sentence.", examples=["9 accounts comment under at least half of 10 posts."]
    )


class ReplyRate(Answer):
    """How many of those who comment the creator answers; the intervals are those of a draw from many comments."""

    commenters: Tally = Field(description="Commenters, counted once a post, that the creator answered.")
    comments: Tally = Field(description="Comments that the creator answered, of those read.")
    comments_count: Count | None = Field(
        description="Number of comments that the platform counts under these posts, deleted and own ones as well. "
        "Null when it does not say.",
        examples=[131],
    )
    posts: Count = Field(description="Number of posts with such comments.", examples=[10])
    text: str = Field(
        description="The measure as a sentence.",
        examples=["The creator answered 7 of 118 commenters under 10 posts (3% to 12%)."],
    )
