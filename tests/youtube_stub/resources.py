"""Channels, videos and comment threads as the Data API writes them, with every part that it shows to a key."""

from datetime import datetime, timedelta
from typing import Any

from .channel import MadeUpChannel, MadeUpPerson, iso

Json = dict[str, Any]

PRAISE = ("nice", "so good", "love this", "great video", "wow")
OWN_COMMENT, ANSWERED, GONE = -1, 0, 1
"""Places in the list of a video's comments: the creator's own, one that the creator answered, one of nobody."""


def channel_resource(person: MadeUpPerson, channel: MadeUpChannel) -> Json:
    is_creator = person is channel.creator
    hides = is_creator and channel.options.hides_subscribers
    return {
        "kind": "youtube#channel",
        "etag": f"etag-{person.channel_id}",
        "id": person.channel_id,
        "snippet": {
            "title": person.title,
            "description": person.description,
            "customUrl": f"@{person.handle}",
            "publishedAt": iso(person.created_at),
            "thumbnails": _picture(person.channel_id),
            "localized": {"title": person.title, "description": person.description},
            **({"country": "GB"} if is_creator else {}),
        },
        "statistics": {
            "viewCount": str(person.videos * 350),
            "subscriberCount": "0" if hides else str(person.subscribers),
            "hiddenSubscriberCount": hides,
            "videoCount": str(person.videos),
        },
        "contentDetails": {"relatedPlaylists": {"likes": "", "uploads": f"UU{person.channel_id[2:]}"}},
        "status": {"privacyStatus": "public", "isLinked": True, "longUploadsStatus": "longUploadsUnspecified"},
    }


def playlist_item(channel: MadeUpChannel, number: int) -> Json:
    video_id = channel.video_id(number)
    return {
        "kind": "youtube#playlistItem",
        "etag": f"etag-{video_id}",
        "id": f"UU.{video_id}",
        "contentDetails": {"videoId": video_id, "videoPublishedAt": iso(channel.published_at(number))},
        "status": {"privacyStatus": "public"},
    }


def video_resource(channel: MadeUpChannel, number: int) -> Json:
    options, creator, video_id = channel.options, channel.creator, channel.video_id(number)
    title, description = f"Kitchen test {number}", "I try it, so that you need not."
    counted = {"commentCount": str(1 + len(channel.commenters_of(number)))} if channel.has_comments(number) else {}
    return {
        "kind": "youtube#video",
        "etag": f"etag-{video_id}",
        "id": video_id,
        "snippet": {
            "publishedAt": iso(channel.published_at(number)),
            "channelId": creator.channel_id,
            "title": title,
            "description": description,
            "thumbnails": _picture(video_id),
            "channelTitle": creator.title,
            "categoryId": "26",
            "liveBroadcastContent": "none",
            "localized": {"title": title, "description": description},
            "defaultAudioLanguage": "en",
        },
        "statistics": {
            "viewCount": str(options.subscribers // 3 + 17 * number),
            "likeCount": str(options.subscribers // 60 + number),
            "favoriteCount": "0",
            **counted,
        },
        "paidProductPlacementDetails": {
            "hasPaidProductPlacement": bool(options.sponsored_every) and number % options.sponsored_every == 0
        },
    }


def thread_resource(channel: MadeUpChannel, video: int, place: int) -> Json:
    """The thread at a place of a video's list, newest first."""
    video_id, creator = channel.video_id(video), channel.creator
    at = channel.published_at(video) + timedelta(days=2, minutes=-10 * (place + 1))
    if place == OWN_COMMENT:
        first = _comment(channel, video, creator, "Which test shall I make next?", at)
    else:
        person = channel.person(channel.commenters_of(video)[place])
        text = PRAISE[place % len(PRAISE)] if person.is_junk else f"Tried test {video} twice, it works ({person.title})"
        first = _comment(channel, video, None if place == GONE else person, text, at)
    replies = []
    if place == ANSWERED:
        replies = [_comment(channel, video, creator, "Glad to hear it", at + timedelta(hours=1), parent=first["id"])]
    return {
        "kind": "youtube#commentThread",
        "etag": f"etag-{first['id']}",
        "id": first["id"],
        "snippet": {
            "channelId": creator.channel_id,
            "videoId": video_id,
            "topLevelComment": first,
            "canReply": False,
            "totalReplyCount": len(replies),
            "isPublic": True,
        },
        **({"replies": {"comments": replies}} if replies else {}),
    }


def _comment(
    channel: MadeUpChannel, video: int, author: MadeUpPerson | None, text: str, at: datetime, *, parent: str = ""
) -> Json:
    """A comment; one whose author is gone names no channel."""
    video_id = channel.video_id(video)
    name = "" if author is None else author.channel_id
    snippet = {
        "channelId": channel.creator.channel_id,
        "videoId": video_id,
        "textDisplay": text,
        "textOriginal": text,
        "authorDisplayName": "" if author is None else f"@{author.handle}",
        "authorProfileImageUrl": "https://pictures.invalid/letter.jpg",
        "authorChannelUrl": "" if author is None else f"http://www.youtube.com/@{author.handle}",
        "canRate": True,
        "viewerRating": "none",
        "likeCount": 0,
        "publishedAt": iso(at),
        "updatedAt": iso(at),
    }
    if author is not None:
        snippet["authorChannelId"] = {"value": author.channel_id}
    if parent:
        snippet["parentId"] = parent
    comment_id = f"{parent}.{name}" if parent else f"Ug{video_id}{int(at.timestamp())}"
    return {"kind": "youtube#comment", "etag": f"etag-{comment_id}", "id": comment_id, "snippet": snippet}


def _picture(name: str) -> Json:
    return {"default": {"url": f"https://pictures.invalid/{name}.jpg", "width": 88, "height": 88}}
