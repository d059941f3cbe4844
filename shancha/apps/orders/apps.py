"""Registers the orders app with Django."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    """Cart, checkout, orders, shipping, after-sales, reviews, settlement and attribution."""

    name = "shancha.apps.orders"
    label = "orders"
    verbose_name = "订单 Orders"

    def ready(self) -> None:
        """Listens to what happens below, names its entries in the ledger, adds own orders to the export, says
        who sees the pictures of a case and which phone ties accounts."""
        from shancha.apps.accounts import departures, exports, ties  # noqa: PLC0415
        from shancha.apps.community import private_media  # noqa: PLC0415
        from shancha.apps.moderation import subjects  # noqa: PLC0415
        from shancha.apps.orders import handlers  # noqa: F401, PLC0415
        from shancha.apps.orders.queries import exporting, leaving  # noqa: PLC0415
        from shancha.apps.orders.queries.evidence import may_see_evidence  # noqa: PLC0415
        from shancha.apps.orders.queries.subjects import REVIEW  # noqa: PLC0415
        from shancha.apps.orders.ties import RECEIVER  # noqa: PLC0415
        from shancha.apps.wallet import kinds  # noqa: PLC0415

        subjects.register(REVIEW)
        private_media.register(may_see_evidence)
        departures.register("orders", leaving.obstacles)
        exports.register("orders", exporting.export_user)
        ties.register(RECEIVER)
        kinds.register("order_paid", "订单收入", "An order was paid")
        kinds.register("order_refunded", "订单退款", "An order was refunded")
        kinds.register("order_settled", "订单结算", "An order was settled")
        kinds.register("order_refund_rerouted", "退款改退钱包", "Refunded to the wallet instead")
        kinds.register("claim_held", "售假申诉暂扣", "Kept for a claim")
        kinds.register("claim_freed", "售假申诉解除暂扣", "No longer kept for a claim")
        kinds.register("compensation", "商家赔偿", "A store's compensation")
        kinds.register("goods_claimed_back", "退货异议追回", "Claimed back after an early refund")
        kinds.register("debt_repaid", "归还追回款", "Paid back what was claimed")
        kinds.register("order_reward_back", "退款扣回奖励", "Reward taken back with a refund")
        kinds.register("order_reward", "订单完成奖励", "For a completed order")
