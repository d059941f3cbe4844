"""Who may call what: every operation of the API stands here once, by what it demands of the caller.

    visitor    anybody, also without an account
    member     a signed-in member, also a suspended one
    participant  a member who is not suspended; needs no phone, and a muted one passes
    writer     a member in good standing
    moderator  a moderator or operator
    operator   an operator

`own` names the operations on an object that only its owner may touch: for anybody else it does not
exist (or is refused), whatever their role. `hidden` are reads of an object that is not public.
"""

THEIRS = "theirs"  # in a body: the id of the owner's thing of that name

VISITOR = """
get_creator_rule list_leaders get_refusable
get_session update_consent sign_out request_phone_code verify_phone_code sign_up_by_email verify_email_key
sign_in_by_email request_password_reset confirm_password_reset request_passkey_sign_in sign_in_by_passkey
choose_interests list_suggested_people get_user list_followers list_following list_places list_outbox
list_report_reasons list_rules get_rule get_operator get_transparency list_ledger
get_upload_options list_comments get_comment list_replies list_user_boards get_board list_board_notes
list_categories get_note list_related_notes list_user_notes share_note record_share
record_share_arrival list_hot_topics list_topics get_topic list_topic_notes list_topic_participants
suggest_topics get_feed list_channels set_channels reset_channels give_feedback withdraw_feedback
get_interest_profile
reset_interest_profile set_affinity remove_refusal search list_search_suggestions list_hot_searches
list_search_history clear_search_history remove_from_search_history create_events
list_payment_methods list_product_reviews get_review_summary record_touches
list_coupons list_flash_sales get_product_offers get_membership
list_regions list_carriers get_import_rules get_cart count_cart add_to_cart change_cart_line select_cart_lines
remove_cart_lines remove_cart_line acknowledge_cart_changes
list_mall_categories list_mall_brands get_mall_brand list_mall_brand_notes
list_merchant_measures list_recalls get_batch_paper
list_goods list_goods_suggestions list_store_products list_products get_product get_product_prices
list_product_notes get_store list_user_stores list_store_notes list_store_categories get_shared_wish_list
resolve_scan
list_note_goods get_mall_home get_commercial_share
"""

MEMBER = """
create_upload create_asset get_creator_progress
list_my_passkeys add_passkey request_passkey_registration list_my_sessions sign_out_others list_my_tokens
create_my_token get_my_sign_in_methods disconnect_oauth set_my_password change_my_phone change_my_email
confirm_my_email request_my_export list_my_exports get_my_deletion request_my_deletion cancel_my_deletion
list_my_verifications apply_for_verification get_my_account
remove_my_avatar remove_my_cover get_my_settings update_my_settings list_my_blocks
list_my_mutes unfollow_user block_user unblock_user mute_user unmute_user create_report list_my_reports
list_my_decisions preview_text accept_rule unlike_comment get_comment_filter put_comment_filter

list_addresses create_address get_flash_quote list_identities add_identity merge_cart list_orders count_orders
get_wallet list_postings give_wallet_identity list_withdrawals request_withdrawal
list_after_sales list_my_reviews list_my_credits get_my_credit_totals

list_notifications count_notifications read_notifications get_stream_ticket
list_my_boards list_drafts list_my_notes count_my_notes unlike_note uncollect_note unmark_note_helpful
list_note_history follow_topic unfollow_topic put_topic_notice_level list_my_topics suggest_mentions
list_merchant_applications list_own_stores list_own_invitations decline_staff_invitation get_import_template
list_my_coupons count_my_coupons cancel_membership_renewal refund_membership
unfollow_store list_my_followed_stores list_my_wish_lists remove_want remove_wish
"""

PARTICIPANT = """
claim_coupon redeem_coupon_code buy_membership start_membership_trial resume_membership_renewal
place_flash_order attach_invoice_file
begin_checkout
follow_user update_my_profile set_my_avatar set_my_cover
follow_store create_wish_list put_wish move_wish put_want
"""

WRITER = """
post_comment like_comment create_board order_boards create_draft
save_merchant_application add_merchant_paper add_batch_paper create_catalogue_import
like_note collect_note mark_note_helpful request_top_up accept_staff_invitation
"""

MODERATOR = """
feature_note unfeature_note
"""

OPERATOR = """
set_commercial_share
"""

ORDER_RECEIVER = {
    "receiver": "林小满",
    "phone": "13800138000",
    "region_code": "310101",
    "detail": "南京东路 1 号",
}

RETURN_PARCEL = {"carrier": "sf", "tracking_number": "SF1234567890"}

# Operations on an object of the owner's, with a body that would be accepted.
OWN_MEMBER: dict[str, object] = {
    "head_upload": None,
    "append_to_upload": None,
    "delete_upload": None,
    "delete_wish_list": None,
    "list_wishes": None,
    "get_draft_tags": None,
    "remove_passkey": None,
    "end_my_session": None,
    "revoke_my_token": None,
    "get_my_export_file": None,
    "withdraw_my_verification": None,
    "create_appeal": {"text": "这条笔记没有违规，请再看一次，谢谢。"},
    "get_asset": None,
    "get_draft": None,
    "delete_comment": None,
    "delete_board": None,
    "remove_note_from_board": None,
    "delete_note": None,
    "get_payment": None,
    "update_address": {"tag": "家"},
    "delete_address": None,
    "make_identity_default": None,
    "remove_identity": None,
    "get_allowance": None,
    "get_checkout": None,
    "change_checkout": {"delivery": "workday"},
    "place_order": {"digest": "0" * 32},
    "get_order_group": None,
    "get_order": None,
    "cancel_order": {"reason": "changed_mind"},
    "confirm_order": None,
    "remind_store": None,
    "reorder": None,
    "change_order_receiver": ORDER_RECEIVER,
    "get_order_tracking": None,
    "request_invoice": {"kind": "personal", "title": "个人"},
    "change_invoice": {"kind": "personal", "title": "个人"},
    "get_invoice_file": None,
    "list_store_orders": None,
    "list_store_coupons": None,
    "get_store_figures": None,
    "get_store_funnel": None,
    "get_store_order": None,
    "ship_order": {"carrier": "sf", "tracking_number": "SF1234567890"},
    "cancel_store_order": {"reason": "out_of_stock"},
    "change_store_order_receiver": ORDER_RECEIVER,
    "note_store_order": {"text": "易碎"},
    "issue_invoice": {"number": "12345678"},
    "correct_invoice": {"number": "12345678"},
    "start_charge": {"provider": "sandbox", "return_path": "/orders"},
    "get_after_sale_options": None,
    "open_after_sale": {
        "line_id": THEIRS,
        "kind": "claim",
        "reason": "quality",
        "quantity": 1,
    },
    "get_after_sale": None,
    "ship_after_sale_back": RETURN_PARCEL,
    "dispute_after_sale": {"text": "请平台介入"},
    "add_after_sale_evidence": {"text": "补充说明"},
    "answer_refund_offer": {"accept": True},
    "withdraw_after_sale": None,
    "confirm_after_sale_repair": None,
    "repay_after_sale": None,
    "list_store_after_sales": None,
    "get_store_after_sale": None,
    "agree_to_after_sale": {},
    "refuse_after_sale": {"text": "与描述一致"},
    "receive_after_sale_return": {"restock": True},
    "restock_after_sale_return": {"restock": True},
    "refund_after_sale": None,
    "send_after_sale_exchange": RETURN_PARCEL,
    "send_after_sale_repair": RETURN_PARCEL,
    "offer_after_sale_exchange": {"text": "修不好了"},
    "contest_after_sale": {"text": "寄回的不是原物"},
    "object_to_after_sale_return": {"reason": "empty", "text": "箱子里没有商品"},
    "offer_after_sale_refund": {"text": "没有可换的库存"},
    "add_store_evidence": {"text": "补充说明"},
    "list_store_reviews": None,
    "get_store_wallet": None,
    "list_store_postings": None,
    "list_settlements": None,
    "set_payout_account": {"method": "bank", "account": "6222020000000000000", "real_name": "小店"},
    "list_payouts": None,
    "request_payout": {"amount": 100},
    "list_store_credits": None,
    "get_store_credit_totals": None,
    "get_merchant_application": None,
    "get_merchant_paper": None,
    "remove_merchant_paper": None,
    "withdraw_merchant_application": None,
    "begin_merchant_exit": None,
    "cancel_merchant_exit": None,
    "get_own_store": None,
    "list_store_staff": None,
    "remove_store_staff": None,
    "list_staff_invitations": None,
    "withdraw_staff_invitation": None,
    "list_own_store_categories": None,
    "list_warehouses": None,
    "list_merchant_products": None,
    "get_merchant_product": None,
    "withdraw_product": None,
    "list_stock_movements": None,
    "list_batch_papers": None,
    "list_catalogue_imports": None,
    "get_catalogue_import": None,
    "get_import_report": None,
    "export_products": None,
}

OWN_WRITER: dict[str, object] = {
    "write_review": {"rating": 5},
    "follow_up_review": {"text": "用了一个月，依然很好"},
    "make_draft_of_review": None,
    "reply_to_review": {"text": "谢谢"},
    "update_wish_list": {"name": "礼物"},
    "set_note_tags": {"tags": []},
    "set_draft_tags": {"tags": []},
    "update_asset": {"alt": "一只猫"},
    "retry_asset": None,
    "pin_comment": None,
    "unpin_comment": None,
    "release_comment": None,
    "put_topic_announcement": {"text": "周末一起出门拍花"},
    "update_board": {"name": "新名字"},
    "add_note_to_board": None,
    "save_draft": {"version": 1, "title": "改过"},
    "delete_draft": None,
    "publish_draft": {},
    "edit_note": None,
    "update_note": {"visibility": "public"},
    "create_store_coupon": {
        "name_zh": "新品券",
        "kind": "amount",
        "value": 500,
        "quantity": 10,
        "valid_days": 3,
    },
    "change_store_coupon": {"quantity": 20},
    "submit_merchant_application": None,
    "sign_merchant_contract": None,
    "request_merchant_deposit": None,
    "update_own_store": {"intro": "换个说法"},
    "set_staff_role": {"role": "service"},
    "invite_store_staff": {"handle": "user00001", "role": "service"},
    "create_store_category": {"name": "新品"},
    "order_store_categories": {"category_ids": []},
    "update_store_category": {"name": "新品"},
    "delete_store_category": None,
    "create_warehouse": {"name": "新仓"},
    "update_warehouse": {"name": "新仓"},
    "delete_warehouse": None,
    "create_product": {"title": "花瓶", "category": "decor"},
    "update_product": {"title": "花瓶"},
    "publish_product": None,
    "set_variant_price": {"price": 100},
    "adjust_stock": {
        "variant_id": THEIRS,
        "warehouse_id": THEIRS,
        "on_hand": 1,
    },
    "remove_batch_paper": None,
}

# Reads that anybody may make, here of an object that is private: it does not exist for others.
HIDDEN = """
get_note list_comments get_comment list_replies get_board list_board_notes share_note
get_batch_paper
list_note_goods
"""
