"""Operations on topics, and suggestions while one writes."""

from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from shancha.apps.accounts.authentication import member, require_viewer, viewer_of, visitor, writer
from shancha.apps.accounts.names import nickname_key
from shancha.apps.accounts.queries import hidden_user_ids
from shancha.apps.community.models.topics import MAX_SLUG
from shancha.apps.community.queries import topics as queries
from shancha.apps.community.queries.cards import cards
from shancha.apps.community.schemas.cards import NoteCard
from shancha.apps.community.schemas.topics import (
    AnnouncementChange,
    NoticeLevelChange,
    PeoplePage,
    Topic,
    TopicPage,
)
from shancha.apps.community.services import topic_operations, topics
from shancha.kit.errors import problems
from shancha.kit.http import json_response
from shancha.kit.pagination import CursorText, Limit, Page

router = Router(tags=["community"])
Typed = Annotated[str, Field(max_length=60)]
Slug = Annotated[str, Field(max_length=MAX_SLUG)]


@router.get("/topics/hot", auth=visitor, response={200: TopicPage, **problems(422)})
def list_hot_topics(request: HttpRequest, limit: Limit = 10) -> HttpResponse:
    """What is being discussed now: followed topics first, then pinned ones, then by heat."""
    viewer = viewer_of(request)
    items = queries.list_hot_topics(viewer_id=viewer.id if viewer else None, limit=limit)
    return json_response({"items": items, "next_cursor": None})


@router.get("/topics", auth=visitor, response={200: TopicPage, **problems(422)})
def list_topics(
    request: HttpRequest,
    category: Annotated[str | None, Field(max_length=40)] = None,
    cursor: CursorText | None = None,
    limit: Limit = 20,
) -> HttpResponse:
    """All topics, or those of a category, hottest first."""
    viewer = viewer_of(request)
    return json_response(
        queries.list_topics(
            viewer_id=viewer.id if viewer else None, category=category, cursor=cursor, limit=limit
        )
    )


@router.get("/topics/{slug}", auth=visitor, response={200: Topic, **problems(404)})
def get_topic(request: HttpRequest, slug: Slug) -> HttpResponse:
    """A topic by its address. An old address leads to the present topic; `slug` is the present one."""
    viewer = viewer_of(request)
    return json_response(queries.get_topic(slug=slug, viewer_id=viewer.id if viewer else None))


@router.get("/topics/{slug}/notes", auth=visitor, response={200: Page[NoteCard], **problems(404, 422)})
def list_topic_notes(
    request: HttpRequest,
    slug: Slug,
    order: Literal["hot", "new"] = "hot",
    cursor: CursorText | None = None,
    limit: Limit = 20,
) -> HttpResponse:
    """The topic's notes, hot or newest first; notes pinned by operators lead."""
    viewer = viewer_of(request)
    viewer_id = viewer.id if viewer else None
    topic = queries.get_topic(slug=slug, viewer_id=viewer_id)
    ids, next_cursor = queries.list_topic_notes(
        topic_id=UUID(topic["id"]),
        viewer_id=viewer_id,
        hidden=list(hidden_user_ids(viewer_id)),
        order=order,
        cursor=cursor,
        limit=limit,
    )
    return json_response({"items": cards(ids, viewer_id), "next_cursor": next_cursor})


@router.get("/topics/{slug}/participants", auth=visitor, response={200: PeoplePage, **problems(404)})
def list_topic_participants(request: HttpRequest, slug: Slug) -> HttpResponse:
    """Who writes most in the topic."""
    viewer = viewer_of(request)
    viewer_id = viewer.id if viewer else None
    topic = queries.get_topic(slug=slug, viewer_id=viewer_id)
    items = queries.list_participants(topic_id=UUID(topic["id"]), hidden=list(hidden_user_ids(viewer_id)))
    return json_response({"items": items, "next_cursor": None})


@router.put(
    "/topics/{uuid:topic_id}/follow", auth=member, response={204: None, **problems(401, 403, 404, 429)}
)
def follow_topic(request: HttpRequest, topic_id: UUID) -> HttpResponse:
    """Follows a topic; repeating changes nothing."""
    topics.follow_topic(actor_id=require_viewer(request).id, topic_id=topic_id)
    return HttpResponse(status=204)


@router.delete("/topics/{uuid:topic_id}/follow", auth=member, response={204: None, **problems(401, 403)})
def unfollow_topic(request: HttpRequest, topic_id: UUID) -> HttpResponse:
    """Stops following a topic; silent where it wasn't followed."""
    topics.unfollow_topic(actor_id=require_viewer(request).id, topic_id=topic_id)
    return HttpResponse(status=204)


@router.put(
    "/topics/{uuid:topic_id}/notices", auth=member, response={204: None, **problems(401, 403, 409, 422)}
)
def put_topic_notice_level(request: HttpRequest, topic_id: UUID, payload: NoticeLevelChange) -> HttpResponse:
    """Says of which new notes of a followed topic one is told; "highlights" until it is said."""
    topics.set_notice_level(actor_id=require_viewer(request).id, topic_id=topic_id, level=payload.level)
    return HttpResponse(status=204)


@router.put(
    "/topics/{uuid:topic_id}/announcement",
    auth=writer,
    response={200: Topic, **problems(401, 403, 404, 422, 429)},
)
def put_topic_announcement(request: HttpRequest, topic_id: UUID, payload: AnnouncementChange) -> HttpResponse:
    """Says something on top of a topic's page, or takes it back; for the topic's host and for operators. It
    is screened as other words are. Ten an hour."""
    viewer = require_viewer(request)
    topic = topic_operations.announce(actor=viewer, topic_id=topic_id, text=payload.text)
    return json_response(queries.get_topic(slug=topic.slug, viewer_id=viewer.id))


@router.get("/me/topics", auth=member, response={200: TopicPage, **problems(401, 403, 422)})
def list_my_topics(request: HttpRequest, cursor: CursorText | None = None, limit: Limit = 20) -> HttpResponse:
    """The topics that the member follows, latest first."""
    viewer_id = require_viewer(request).id
    return json_response(queries.list_followed_topics(viewer_id=viewer_id, cursor=cursor, limit=limit))


@router.get("/topic-suggestions", auth=visitor, response={200: TopicPage, **problems(422)})
def suggest_topics(request: HttpRequest, q: Typed = "") -> HttpResponse:
    """Topics whose name or pinyin begins with `q`; the hot list when nothing is typed yet."""
    viewer = viewer_of(request)
    items = queries.suggest_topics(
        text=q.strip().lstrip("#＃"),
        key=topics.name_key(q.lstrip("#＃")),
        viewer_id=viewer.id if viewer else None,
    )
    return json_response({"items": items, "next_cursor": None})


@router.get("/mention-suggestions", auth=member, response={200: PeoplePage, **problems(401, 403, 422)})
def suggest_mentions(request: HttpRequest, q: Typed = "") -> HttpResponse:
    """Members to name by @: followed ones first, then by handle and verified names. Blocked and muted
    members never appear."""
    text = q.strip().lstrip("@")
    items = queries.suggest_people(
        text=text, name_key=nickname_key(text), viewer_id=require_viewer(request).id
    )
    return json_response({"items": items, "next_cursor": None})
