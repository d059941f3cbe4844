"""HTTP operations of the messaging app."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Query, Router

from shancha.apps.accounts.authentication import member, require_viewer
from shancha.apps.messaging import queries, schemas, services, wire
from shancha.kit import limits
from shancha.kit.errors import problems
from shancha.kit.pagination import Page

router = Router(tags=["messaging"])


@router.get(
    "/notifications", auth=member, response={200: Page[schemas.Notification], **problems(401, 403, 422)}
)
def list_notifications(request: HttpRequest, query: Query[schemas.NotificationQuery]) -> Any:
    """The member's notices, of one lane or all, newest first."""
    return queries.list_notifications(
        require_viewer(request).id, lane=query.lane, cursor=query.cursor, limit=query.limit
    )


@router.get("/notifications/counts", auth=member, response={200: schemas.UnreadCounts, **problems(401, 403)})
def count_notifications(request: HttpRequest) -> Any:
    """How many notices are unread, by lane."""
    return queries.count_unread(require_viewer(request).id)


@router.post(
    "/notifications/read", auth=member, response={200: schemas.UnreadCounts, **problems(401, 403, 422)}
)
def read_notifications(request: HttpRequest, payload: schemas.NotificationsRead) -> Any:
    """Marks notices read on all devices and answers with what is left."""
    viewer = require_viewer(request)
    services.read_notifications(user_id=viewer.id, lane=payload.lane, ids=payload.ids, up_to=payload.up_to)
    return queries.count_unread(viewer.id)


@router.get("/stream/ticket", auth=member, response={200: schemas.StreamTicket, **problems(401, 403, 429)})
def get_stream_ticket(request: HttpRequest) -> Any:
    """A pass to the member's event stream. Come back for a new one whenever the stream ends."""
    viewer = require_viewer(request)
    limits.check("messaging.ticket", str(viewer.id), limit=60, seconds=60)
    ticket = wire.make_ticket(viewer.id, settings.SECRET_KEY)
    return {"url": f"{stream_address(request)}?ticket={ticket}", "expires_in_seconds": wire.TICKET_SECONDS}


def stream_address(request: HttpRequest) -> str:
    """Where the stream process answers: the operator's address, else its port on the host that was asked."""
    if settings.ENV.stream_url:
        return f"{settings.ENV.stream_url.rstrip('/')}/stream"
    host = request.get_host().rpartition(":")[0] or request.get_host()
    return f"{request.scheme}://{host}:{settings.ENV.stream_port}/stream"


def stream_url_of(request: HttpRequest, viewer: Any) -> str | None:
    """The field `stream_url` of GET /session."""
    return stream_address(request) if viewer is not None else None
