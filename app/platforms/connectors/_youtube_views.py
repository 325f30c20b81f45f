"""What YouTube's Data API shows of channels and videos (discovery document youtube v3)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import msgspec

from app.domain.account import Account
from app.domain.post import Post
from app.platforms.shapes import MAX_EXACT_INTEGER, Moment, cleaned, language_of, read_shape, read_shapes, utc

ChannelId = Annotated[str, msgspec.Meta(pattern=r"^UC[A-Za-z0-9_-]{22}\Z")]
ItemId = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{1,64}\Z")]
"""Of a video or a playlist."""
CountText = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,20}\Z")]
"""The API writes its 64-bit counts as text, which JSON numbers would round."""

"""Of a BCP 47 tag; languages with three letters have no code in ISO 639-1."""


class View(msgspec.Struct, rename="camel", kw_only=True):
    """Camel case on the wire; objects inside are read one by one, so that a bad one costs only itself."""


class ChannelView(View):
    id: ChannelId
    snippet: object = None
    statistics: object = None
    content_details: object = None
    status: object = None


class ChannelSnippet(View):
    title: str | None = None
    description: str | None = None
    custom_url: str | None = None
    published_at: Moment | None = None
    default_language: str | None = None
    country: str | None = None


class ChannelStatistics(View):
    subscriber_count: CountText | None = None
    video_count: CountText | None = None
    hidden_subscriber_count: bool = False


class ChannelStatus(View):
    privacy_status: str | None = None


class ChannelContent(View):
    related_playlists: object = None


class RelatedPlaylists(View):
    uploads: ItemId | None = None


class PlaylistItem(View):
    content_details: object = None


class PlaylistItemContent(View):
    video_id: ItemId


class VideoView(View):
    id: ItemId
    snippet: object = None
    statistics: object = None
    paid_product_placement_details: object = None


class VideoSnippet(View):
    title: str | None = None
    description: str | None = None
    published_at: Moment | None = None
    default_language: str | None = None
    default_audio_language: str | None = None
    live_broadcast_content: str | None = None


class VideoStatistics(View):
    like_count: CountText | None = None
    comment_count: CountText | None = None


class PaidPlacement(View):
    has_paid_product_placement: bool | None = None


def is_private(view: ChannelView) -> bool:
    """Whether the owner shows the channel to nobody."""
    status = read_shape(view.status, ChannelStatus)
    return status is not None and status.privacy_status == "private"


def uploads_of(view: ChannelView) -> str | None:
    """Give the id of the playlist of everything that the channel uploaded; None where it never had one."""
    content = read_shape(view.content_details, ChannelContent) or ChannelContent()
    playlists = read_shape(content.related_playlists, RelatedPlaylists)
    return playlists.uploads if playlists else None


def account_from(view: ChannelView, now: datetime) -> Account:
    """Turn a channel into an account as observed `now`.

    YouTube draws a letter for whoever has no picture, so whether there is one stays unknown.
    """
    snippet = read_shape(view.snippet, ChannelSnippet) or ChannelSnippet()
    statistics = read_shape(view.statistics, ChannelStatistics) or ChannelStatistics()
    subscribers = None if statistics.hidden_subscriber_count else statistics.subscriber_count
    return Account(
        account_id=view.id,
        handle=handle_from(snippet.custom_url),
        display_name=cleaned(snippet.title),
        bio=cleaned(snippet.description),
        location=cleaned(snippet.country),
        language=cleaned(snippet.default_language),
        followers_count=_count(subscribers),
        posts_count=_count(statistics.video_count),
        created_at=utc(snippet.published_at),
        observed_at=now,
    )


def video_ids_from(items: object) -> tuple[str, ...]:
    """Give the ids of the videos on a page of a playlist, in its order."""
    contents = (read_shape(item.content_details, PlaylistItemContent) for item in read_shapes(items, PlaylistItem))
    return tuple(dict.fromkeys(content.video_id for content in contents if content is not None))


def posts_from(items: object, video_ids: Sequence[str]) -> tuple[Post, ...]:
    """Turn videos into posts in the order of the ids; an announced one that nobody could see yet is none."""
    views = {view.id: view for view in read_shapes(items, VideoView)}
    posts = (_post_from(views[video_id]) for video_id in video_ids if video_id in views)
    return tuple(post for post in posts if post is not None)


def _post_from(view: VideoView) -> Post | None:
    snippet = read_shape(view.snippet, VideoSnippet) or VideoSnippet()
    if snippet.live_broadcast_content == "upcoming":
        return None
    statistics = read_shape(view.statistics, VideoStatistics) or VideoStatistics()
    placement = read_shape(view.paid_product_placement_details, PaidPlacement) or PaidPlacement()
    written = [text for text in (snippet.title, snippet.description) if text]
    return Post(
        post_id=view.id,
        text=cleaned("\n\n".join(written)) if written else None,
        created_at=utc(snippet.published_at),
        likes_count=_count(statistics.like_count),
        comments_count=_count(statistics.comment_count),
        is_sponsored=placement.has_paid_product_placement,
        language=language_of(snippet.default_audio_language, snippet.default_language),
    )


def handle_from(name: str | None) -> str | None:
    """Take the handle out of a name that is one; names without the @ are older than handles."""
    return cleaned(name[1:]) if name and name.startswith("@") and name != "@" else None


def _count(text: str | None) -> int | None:
    count = None if text is None else int(text)
    return None if count is None or count > MAX_EXACT_INTEGER else count
