"""Creators (达人) by the published rule."""

import structlog

from shancha.apps.accounts.models.people import Role
from shancha.apps.accounts.services import verification
from shancha.apps.community.queries import creators
from shancha.kit.errors import ProblemError

_MOST = 500

log = structlog.get_logger("shancha.creators")


def grant_earned_roles() -> int:
    """Makes creators of the members who meet the rule, at most five hundred at a time; returns how many. Safe
    to run twice: whoever has a role is passed over, and so is a name that a verified member bears already."""
    rule = creators.creator_rule()
    granted = 0
    for user_id, category in creators.find_earners(rule, most=_MOST) if rule.is_on else ():
        try:
            verification.grant_role(user_id=user_id, role=Role.CREATOR, category=category)
        except ProblemError as error:
            log.info("creator_not_granted", user_id=str(user_id), code=error.code)
        else:
            granted += 1
    return granted
