"""Who comments on a video, read from its threads: the channels that began one.

Replies name nobody: they answer each other more than the video, and a page shows only a few of each thread.
"""

from dataclasses import replace
from datetime import datetime

from app.domain.account import Account, Engagement, EngagementKind
from app.platforms.connectors._youtube_views import ChannelId, View, handle_from
from app.platforms.shapes import Count, Moment, cleaned, read_shape, read_shapes, utc


class CommentThread(View):
    snippet: object = None
    replies: object = None


class ThreadSnippet(View):
    channel_id: ChannelId | None = None
    top_level_comment: object = None
    total_reply_count: Count | None = None


class ThreadReplies(View):
    comments: object = None


class Comment(View):
    snippet: object = None


class CommentSnippet(View):
    author_channel_id: object = None
    author_display_name: str | None = None
    text_display: str | None = None
    published_at: Moment | None = None


class Author(View):
    value: ChannelId


def commenters_from(items: object, post_id: str, now: datetime) -> tuple[Account, ...]:
    """Gather the accounts that began a thread, one each with all its comments; the channel's own are left out."""
    gathered: dict[str, Account] = {}
    for thread in read_shapes(items, CommentThread):
        commenter = _commenter_from(thread, post_id, now)
        if commenter is None:
            continue
        earlier = gathered.get(commenter.account_id)
        gathered[commenter.account_id] = commenter if earlier is None else _joined(earlier, commenter)
    return tuple(gathered.values())


def _commenter_from(thread: CommentThread, post_id: str, now: datetime) -> Account | None:
    head = read_shape(thread.snippet, ThreadSnippet) or ThreadSnippet()
    comment = _comment_from(head.top_level_comment)
    author_id = _author_of(comment)
    if author_id is None or author_id == head.channel_id:
        return None
    text, name = cleaned(comment.text_display), comment.author_display_name
    handle = handle_from(name)
    engagement = Engagement(
        kind=EngagementKind.COMMENT,
        post_id=post_id,
        at=utc(comment.published_at),
        text=text,
        is_answered=_is_answered(thread.replies, head),
    )
    return Account(
        account_id=author_id,
        handle=handle,
        display_name=cleaned(name) if handle is None else None,
        observed_at=now,
        texts=(text,) if text else (),
        engagements=(engagement,),
    )


def _comment_from(comment: object) -> CommentSnippet:
    view = read_shape(comment, Comment) or Comment()
    return read_shape(view.snippet, CommentSnippet) or CommentSnippet()


def _author_of(comment: CommentSnippet) -> str | None:
    author = read_shape(comment.author_channel_id, Author)
    return author.value if author else None


def _is_answered(replies: object, head: ThreadSnippet) -> bool | None:
    """Whether the channel is among those who replied; None when it is not among the few replies that are shown."""
    if head.channel_id is None:
        return None
    shown = read_shape(replies, ThreadReplies) or ThreadReplies()
    comments = shown.comments if isinstance(shown.comments, list) else []
    if any(_author_of(_comment_from(comment)) == head.channel_id for comment in comments):
        return True
    is_whole = head.total_reply_count is not None and len(comments) >= head.total_reply_count
    return False if is_whole else None


def _joined(newer: Account, older: Account) -> Account:
    return replace(newer, texts=newer.texts + older.texts, engagements=newer.engagements + older.engagements)
