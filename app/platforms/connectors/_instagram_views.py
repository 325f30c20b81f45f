"""What Business Discovery shows of a professional account and its media (Graph API, IG User and IG Media)."""

from datetime import datetime
from typing import Annotated, Final

import msgspec

from app.domain.account import Account
from app.domain.post import Post
from app.platforms.shapes import Count, Identifier, Moment, cleaned, utc

USERNAME_PATTERN: Final = r"[A-Za-z0-9._]{1,30}\Z"

PROFILE_FIELDS: Final = (
    "id,username,name,biography,website,followers_count,follows_count,media_count,profile_picture_url"
)
MEDIA_FIELDS: Final = "id,caption,like_count,comments_count,timestamp"

Username = Annotated[str, msgspec.Meta(pattern=f"^{USERNAME_PATTERN}")]


class ProfileView(msgspec.Struct, kw_only=True):
    id: Identifier
    username: Username
    name: str | None = None
    biography: str | None = None
    website: str | None = None
    followers_count: Count | None = None
    follows_count: Count | None = None
    media_count: Count | None = None
    profile_picture_url: str | None = None


class MediaView(msgspec.Struct, kw_only=True):
    id: Identifier
    caption: str | None = None
    like_count: Count | None = None
    comments_count: Count | None = None
    timestamp: Moment | None = None


class GraphError(msgspec.Struct, kw_only=True):
    code: int = 0
    error_subcode: int = 0


def account_from(view: ProfileView, now: datetime) -> Account:
    """Turn a profile, asked for with PROFILE_FIELDS, into an account as observed `now`.

    The Graph API leaves out fields that are empty: asked for and missing, a text is empty and there is no picture.
    """
    return Account(
        account_id=view.id,
        handle=view.username,
        display_name=cleaned(view.name or ""),
        bio=cleaned(view.biography or ""),
        url=cleaned(view.website or ""),
        followers_count=view.followers_count,
        following_count=view.follows_count,
        posts_count=view.media_count,
        observed_at=now,
        has_avatar=view.profile_picture_url is not None,
    )


def post_from(view: MediaView) -> Post:
    """Turn a medium into a post; the count of likes is missing where its owner hides it, and stays unknown."""
    return Post(
        post_id=view.id,
        text=cleaned(view.caption or ""),
        created_at=utc(view.timestamp),
        likes_count=view.like_count,
        comments_count=view.comments_count,
    )
