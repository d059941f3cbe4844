"""Every write of the messaging app."""

from shancha.apps.messaging.services.notices import (
    Notice,
    notify,
    notify_everybody,
    notify_many,
    read_notifications,
    sweep_notifications,
)
from shancha.apps.messaging.services.stream import push, sweep_stream
from shancha.apps.messaging.services.withdrawals import (
    withdraw_actor,
    withdraw_notice,
    withdraw_subject,
    withdraw_subjects,
)

__all__ = [
    "Notice",
    "notify",
    "notify_everybody",
    "notify_many",
    "push",
    "read_notifications",
    "sweep_notifications",
    "sweep_stream",
    "withdraw_actor",
    "withdraw_notice",
    "withdraw_subject",
    "withdraw_subjects",
]
