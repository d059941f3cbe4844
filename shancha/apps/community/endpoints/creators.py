"""The rule by which members become creators."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from shancha.apps.accounts.authentication import member, require_viewer, visitor
from shancha.apps.community.queries import creators
from shancha.apps.community.schemas.creators import CreatorProgress, CreatorRule
from shancha.kit.errors import problems

router = Router(tags=["community"])


@router.get("/creators/rule", response={200: CreatorRule, **problems(401, 403)}, auth=visitor)
def get_creator_rule(request: HttpRequest) -> dict[str, Any]:
    """By what members become creators; looked at once a day for everybody."""
    return creators.describe_rule()


@router.get("/creators/progress", response={200: CreatorProgress, **problems(401, 403)}, auth=member)
def get_creator_progress(request: HttpRequest) -> dict[str, Any]:
    """How far one has come oneself."""
    return creators.creator_progress(require_viewer(request).id)
