"""What the X API v2 shows of users and posts. Names of the older version are read beside those that replace them."""

from datetime import datetime
from typing import Annotated, Final

import msgspec

from app.domain.account import Account
from app.domain.post import Post
from app.platforms.shapes import Count, Moment, cleaned, language_of, read_shape, sum_known, utc

UserId = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,19}\Z")]
PostId = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,19}\Z")]

USER_FIELDS: Final = (
    "created_at,description,location,name,profile_image_url,protected,public_metrics,url,username,verified"
)
POST_FIELDS: Final = "created_at,lang,public_metrics,text"

_DEFAULT_PICTURE = "default_profile"
"""Part of the address of the pictures that X gives to who has none."""
"""X keeps the codes that ISO 639-1 withdrew for Indonesian and Hebrew."""


class UserMetrics(msgspec.Struct, kw_only=True):
    followers_count: Count | None = None
    following_count: Count | None = None
    tweet_count: Count | None = None
    post_count: Count | None = None
    like_count: Count | None = None
    listed_count: Count | None = None


class UserView(msgspec.Struct, kw_only=True):
    id: UserId
    username: str | None = None
    name: str | None = None
    description: str | None = None
    location: str | None = None
    url: str | None = None
    created_at: Moment | None = None
    profile_image_url: str | None = None
    protected: bool | None = None
    verified: bool | None = None
    public_metrics: object = None


class PostMetrics(msgspec.Struct, kw_only=True):
    like_count: Count | None = None
    reply_count: Count | None = None
    retweet_count: Count | None = None
    repost_count: Count | None = None
    quote_count: Count | None = None


class PostView(msgspec.Struct, kw_only=True):
    id: PostId
    text: str | None = None
    created_at: Moment | None = None
    lang: str | None = None
    public_metrics: object = None


class Meta(msgspec.Struct, kw_only=True):
    result_count: Count | None = None
    next_token: object = None


class Problem(msgspec.Struct, kw_only=True):
    """A refusal, of a call or of one item in an answer; `type` is an address, of which the last part is the name."""

    type: str = ""
    title: str = ""
    detail: str = ""

    @property
    def name(self) -> str:
        """Last part of the type: `resource-not-found`, `usage-capped`, `credits`."""
        return self.type.rpartition("/problems/")[2]


def account_from(view: UserView, now: datetime) -> Account:
    """Turn a user, asked for with USER_FIELDS, into an account as observed `now`.

    X leaves out texts that the user never filled in: asked for and missing, they are empty.
    """
    metrics = read_shape(view.public_metrics, UserMetrics) or UserMetrics()
    return Account(
        account_id=view.id,
        handle=cleaned(view.username),
        display_name=cleaned(view.name),
        bio=cleaned(view.description or ""),
        location=cleaned(view.location or ""),
        url=cleaned(view.url or ""),
        followers_count=metrics.followers_count,
        following_count=metrics.following_count,
        posts_count=_first_known(metrics.tweet_count, metrics.post_count),
        likes_given_count=metrics.like_count,
        listed_count=metrics.listed_count,
        created_at=utc(view.created_at),
        observed_at=now,
        has_avatar=None if view.profile_image_url is None else _DEFAULT_PICTURE not in view.profile_image_url,
        is_verified=view.verified,
        is_private=view.protected,
    )


def post_from(view: PostView) -> Post:
    """Turn a post of the creator, asked for with POST_FIELDS, into ours; reposts and quotes are shares."""
    metrics = read_shape(view.public_metrics, PostMetrics) or PostMetrics()
    return Post(
        post_id=view.id,
        text=cleaned(view.text),
        created_at=utc(view.created_at),
        likes_count=metrics.like_count,
        comments_count=metrics.reply_count,
        shares_count=sum_known(_first_known(metrics.retweet_count, metrics.repost_count), metrics.quote_count),
        language=language_of(view.lang),
    )


def _first_known(*counts: int | None) -> int | None:
    return next((count for count in counts if count is not None), None)
