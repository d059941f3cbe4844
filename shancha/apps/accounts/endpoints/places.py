"""The list of cities, and the developer's outbox."""

from dataclasses import asdict
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from shancha.apps.accounts import providers
from shancha.apps.accounts.authentication import visitor
from shancha.apps.accounts.models import OutgoingMessage
from shancha.apps.accounts.places import search_places
from shancha.apps.accounts.schemas.session import Outbox, Places
from shancha.kit.errors import NotFoundError, problems

router = Router(tags=["accounts"])


@router.get("/places", response={200: Places, **problems(401, 403, 422)}, auth=visitor)
def list_places(
    request: HttpRequest,
    q: Annotated[str, Field(max_length=40)] = "",
    limit: Annotated[int, Field(ge=1, le=50)] = 20,
) -> dict[str, Any]:
    """Chinese cities by name, pinyin or initials; without a query the largest."""
    return {"items": [asdict(place) for place in search_places(q, limit=limit)]}


@router.get("/outbox", response={200: Outbox, **problems(401, 403, 404)}, auth=visitor)
def list_outbox(request: HttpRequest) -> dict[str, Any]:
    """The latest fifty text messages and e-mails that a real server would have sent, with their codes
    and links. It exists in development and test alone; elsewhere it is not found."""
    if not providers.is_outbox_open():
        raise NotFoundError
    kept = OutgoingMessage.objects.filter(state=OutgoingMessage.State.KEPT).order_by("-created_at", "-id")
    return {"items": [_message(message) for message in kept[:50]]}


def _message(message: OutgoingMessage) -> dict[str, Any]:
    return {
        "id": str(message.id),
        "channel": message.channel,
        "recipient": message.recipient,
        "subject": message.subject,
        "body": message.body,
        "code": message.code,
        "created_at": message.created_at.isoformat(),
    }
