"""Every write of the wallet."""

from shancha.apps.wallet.services.freezes import check_ledger, freeze_wallet, unfreeze_wallet
from shancha.apps.wallet.services.holds import capture, hold, release, require_unfrozen, reverse
from shancha.apps.wallet.services.ledger import EntryDraft, post, post_all
from shancha.apps.wallet.services.points import (
    POINTS_PER_YUAN,
    expire_points,
    grant_points,
    spend_points,
    take_back_points,
)
from shancha.apps.wallet.services.top_ups import close_top_up, finish_top_up, request_top_up
from shancha.apps.wallet.services.withdrawals import (
    CheckedReceiver,
    Receiver,
    check_receiver,
    decide_withdrawal,
    forget_identity,
    give_identity,
    mark_withdrawal_failed,
    mark_withdrawal_paid,
    request_withdrawal,
)

__all__ = [
    "POINTS_PER_YUAN",
    "CheckedReceiver",
    "EntryDraft",
    "Receiver",
    "capture",
    "check_ledger",
    "check_receiver",
    "close_top_up",
    "decide_withdrawal",
    "expire_points",
    "finish_top_up",
    "forget_identity",
    "freeze_wallet",
    "give_identity",
    "grant_points",
    "hold",
    "mark_withdrawal_failed",
    "mark_withdrawal_paid",
    "post",
    "post_all",
    "release",
    "request_top_up",
    "request_withdrawal",
    "require_unfrozen",
    "reverse",
    "spend_points",
    "take_back_points",
    "unfreeze_wallet",
]
