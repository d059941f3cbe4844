"""HTTP operations of the insights app."""

from django.http import HttpRequest
from ninja import Router

from shancha.apps.accounts.authentication import viewer_of, visitor, visitor_key_of
from shancha.apps.insights.schemas import EventBatch, EventsAccepted
from shancha.apps.insights.services.events import Seen, accept_events
from shancha.kit import limits
from shancha.kit.errors import problems
from shancha.kit.http import client_address

router = Router(tags=["insights"])


@router.post("/events", auth=visitor, response={202: EventsAccepted, **problems(401, 403, 422, 429)})
def create_events(request: HttpRequest, payload: EventBatch) -> tuple[int, dict[str, int]]:
    """Takes what a client showed, opened and read, at most fifty at once. Reading times are kept only of
    members and visitors who agreed to it."""
    viewer = viewer_of(request)
    if viewer is not None:
        limits.check("insights.events", str(viewer.id), limit=120, seconds=60)
    else:
        limits.check("insights.events", client_address(request), limit=600, seconds=60)
    seen = [
        Seen(
            kind=each.kind,
            subject_id=each.subject(),
            at=each.at,
            ms=each.ms if each.kind == "dwell" else None,
            context=each.context.dict(exclude_defaults=True),
        )
        for each in payload.events
    ]
    visitor_key = "" if viewer else visitor_key_of(request)
    return 202, {"accepted": accept_events(viewer=viewer, visitor_key=visitor_key, seen=seen)}
