"""The export of one's own data holds every table that names a member, or says here why not."""

from typing import Any

import pytest
from django.apps import apps
from django.db.models import Field

from shancha.apps.accounts import exports
from shancha.apps.accounts.models import User
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.insights import queries as insights
from shancha.apps.insights.services.events import record_event
from shancha.apps.orders.models import Invoice, Review
from shancha.apps.orders.tests.factories import make_order
from shancha.apps.promotions.models import CouponClaim
from shancha.apps.promotions.tests.factories import make_coupon, make_member
from shancha.kit import clock

pytestmark = pytest.mark.django_db

# Columns that name a member without being a foreign key.
_NAMES = {"person", "owner_id", "user_id", "author_id", "actor_id"}

# table.column: the file of the export that holds its rows.
EXPORTED = {
    "account_emailaddress.user": "accounts/profile.json",
    "socialaccount_socialaccount.user": "accounts/sign-in.json",
    "mfa_authenticator.user": "accounts/sign-in.json",
    "accounts_session.user": "accounts/sign-in.json",
    "accounts_apitoken.user": "accounts/sign-in.json",
    "accounts_loginrecord.user": "accounts/sign-in.json",
    "accounts_tie.user": "accounts/sign-in.json",
    "accounts_follow.follower": "accounts/following.json",
    "accounts_follow.followee": "accounts/followers.json",
    "accounts_block.blocker": "accounts/blocked.json",
    "accounts_mute.muter": "accounts/muted.json",
    "accounts_interest.user": "accounts/settings.json",
    "accounts_verificationrequest.user": "accounts/verification.json",
    "accounts_consent.user": "accounts/consents.json",
    "moderation_report.reporter": "moderation/reports.json",
    "moderation_decision.author": "moderation/decisions.json",
    "moderation_sanction.user": "moderation/sanctions.json",
    "moderation_strike.user": "moderation/strikes.json",
    "moderation_appeal.author": "moderation/appeals.json",
    "moderation_screening.author": "moderation/held_texts.json",
    "messaging_notification.user": "messaging/notifications.json",
    "payments_payment.payer": "payments/payments.json",
    "wallet_account.owner_id": "wallet/balance.json",
    "wallet_hold.user": "wallet/holds.json",
    "wallet_pointslot.user": "wallet/points_lots.json",
    "wallet_topup.user": "wallet/top_ups.json",
    "wallet_identity.user": "wallet/identity.json",
    "wallet_withdrawal.owner_id": "wallet/withdrawals.json",
    "wallet_withdrawal.requested_by": "wallet/withdrawals.json",
    "wallet_freeze.owner_id": "wallet/freezes.json",
    "community_asset.owner": "community/pictures_and_videos.json",
    "community_note.author": "community/notes.json",
    "community_like.user": "community/likes.json",
    "community_helpful.user": "community/helpful.json",
    "community_share.user": "community/shares.json",
    "community_board.owner": "community/boards.json",
    "community_collect.user": "community/collects.json",
    "community_comment.author": "discussion/comments.json",
    "community_commentlike.user": "discussion/liked-comments.json",
    "community_mention.user": "discussion/mentioned-in.json",
    "community_commentfilter.user": "discussion/comment-filter.json",
    "community_draft.owner": "community/drafts.json",
    "community_topic.host": "discussion/hosted-topics.json",
    "community_topicfollow.user": "discussion/followed-topics.json",
    "mall_merchant.owner": "mall/merchant.json",
    "mall_merchantcontract.signed_by": "mall/merchant.json",
    "mall_storestaff.user": "mall/store_staff.json",
    "mall_stafftenure.user": "mall/past_store_work.json",
    "mall_staffinvitation.user": "mall/store_invitations.json",
    "mall_storefollow.user": "mall/followed_stores.json",
    "mall_noteproduct.author_id": "mall/goods_in_notes.json",
    "mall_want.user": "mall/wants.json",
    "mall_wishlist.owner": "mall/wish_lists.json",
    "mall_wish.owner": "mall/wishes.json",
    "promotions_couponclaim.user": "promotions/coupons.json",
    "promotions_giftcodeuse.user": "promotions/gift_codes.json",
    "promotions_flashclaim.user": "promotions/flash_sales.json",
    "promotions_membership.user": "promotions/membership.json",
    "promotions_membershipperiod.user": "promotions/membership_periods.json",
    "orders_address.user": "orders/addresses.json",
    "orders_buyeridentity.user": "orders/identities.json",
    "orders_order.buyer": "orders/orders.json",
    "orders_aftersale.buyer": "orders/after_sales.json",
    "orders_objection.buyer": "orders/after_sales.json",
    "orders_aftersaleevent.actor_id": "orders/after_sale_events.json",
    "orders_recallnotice.buyer": "orders/recalls.json",
    "orders_touch.user": "orders/touches.json",
    "orders_credit.author": "orders/credits.json",
    "orders_cartline.user": "orders/cart.json",
    "orders_review.buyer": "orders/reviews.json",
    "insights_event.person": "insights/events-1.json",
}

_WORK = "what somebody did for the platform or a store is its record, not data of their private life"
_DERIVED = "reckoned from rows that are exported"
_BRIEF = "technical, gone within days"
EXEMPT = {
    "django_admin_log.user": _WORK,
    "accounts_verificationrequest.decided_by": _WORK,
    "moderation_case.claimed_by": _WORK,
    "moderation_decision.moderator": _WORK,
    "moderation_sanction.lifted_by": _WORK,
    "moderation_appeal.judge": _WORK,
    "moderation_secondreading.reader": _WORK,
    "moderation_wordchange.actor": _WORK,
    "payments_gap.resolved_by": _WORK,
    "wallet_withdrawal.decided_by": _WORK,
    "wallet_freeze.frozen_by": _WORK,
    "community_note.featured_by": _WORK,
    "mall_merchant.reviewed_by": _WORK,
    "mall_storestaff.added_by": _WORK,
    "mall_staffinvitation.invited_by": _WORK,
    "mall_catalogueimport.actor": _WORK,
    "mall_recall.published_by": _WORK,
    "mall_pricechange.actor": _WORK,
    "mall_stockmovement.actor": _WORK,
    "promotions_coupon.created_by": _WORK,
    "orders_aftersale.ruled_by": _WORK,
    "orders_objection.ruled_by": _WORK,
    "accounts_block.blocked": "who blocks somebody is the blocker's secret",
    "accounts_mute.muted": "who mutes somebody is the muter's secret",
    "moderation_case.author": "holds reporters' words; what came of it is in moderation/decisions.json",
    "mall_productbuyer.user": _DERIVED,
    "orders_ordergroup.buyer": _DERIVED,
    "orders_orderevent.actor_id": _DERIVED,
    "discovery_notescore.author_id": _DERIVED,
    "discovery_exposure.author_id": _DERIVED,
    "kit_idempotency.owner_id": _BRIEF,
    "accounts_exportrequest.user": _BRIEF,
    "messaging_streamevent.user_id": _BRIEF,
    "community_upload.owner": _BRIEF,
    "orders_checkout.user": _BRIEF,
    "orders_visit.person": _BRIEF,
    "discovery_searchlog.person": "not a name; one's searches are in discovery/search-history.json",
}


def names_a_member(field: Any) -> bool:
    return isinstance(field, Field) and (field.related_model is User or field.name in _NAMES)


def test_every_table_that_names_a_member_is_exported_or_exempt() -> None:
    columns = {
        f"{model._meta.db_table}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if getattr(field, "column", None) and names_a_member(field)
    }
    assert columns == EXPORTED.keys() | EXEMPT.keys()


def test_every_file_named_above_is_in_an_export() -> None:
    files = {path for path, _ in exports.collect(make_user().id)}
    assert set(EXPORTED.values()) <= files


def test_what_came_of_an_order_is_exported() -> None:
    order = make_order()
    line = order.lines.get()
    Review.objects.create(
        line=line, order=order, product_id=line.product_id, variant_id=line.variant_id,
        store_id=order.store_id, buyer_id=order.buyer_id, rating=5, text="很好用",
    )  # fmt: skip
    Invoice.objects.create(order=order, kind="personal", title="林晓", email="lin@example.com")
    CouponClaim.objects.create(
        coupon=make_coupon(name_zh="开学券"), user_id=order.buyer_id, serial=1,
        valid_from=clock.now(), valid_until=clock.now(),
    )  # fmt: skip
    files = dict(exports.collect(order.buyer_id))
    assert [row["text"] for row in files["orders/reviews.json"]] == ["很好用"]
    assert [(row["title"], row["email"]) for row in files["orders/invoices.json"]] == [
        ("林晓", "lin@example.com")
    ]
    assert [row["coupon__name_zh"] for row in files["promotions/coupons.json"]] == ["开学券"]


def test_a_card_is_exported() -> None:
    member = make_user()
    make_member(member)
    files = dict(exports.collect(member.id))
    assert len(files["promotions/membership.json"]) == 1


def test_a_long_life_fills_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(insights, "_PAGE", 2)
    user = make_user()
    for _ in range(5):
        record_event(kind="like", user_id=user.id)
    files = dict(insights.export(user.id))
    kinds = [row["kind"] for rows in files.values() for row in rows]
    assert kinds == ["like"] * 5 + ["sign_up"]
    assert [len(rows) for rows in files.values()] == [2, 2, 2]
    assert list(files) == ["events-1.json", "events-2.json", "events-3.json"]
