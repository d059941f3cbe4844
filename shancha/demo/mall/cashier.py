"""How the demo's people pay: at the sandbox's cashier, as in a browser."""

from uuid import UUID

from shancha.apps.payments.providers.sandbox import cashier
from shancha.apps.payments.services import payments, syncing


def pay(*, payment_id: UUID, payer_id: UUID) -> None:
    """Pays an open payment now; what waits for it happens in the same moment."""
    charge = payments.start_charge(
        payment_id=payment_id,
        payer_id=payer_id,
        provider="sandbox",
        return_path="/orders",
        client_ip="203.0.113.7",
    )
    # The callback would come over the network; nobody listens yet, so the cashier is asked instead.
    cashier.choose(key=charge.action["url"].rsplit("/", 1)[1], choice="lost")
    syncing.sync_charge(charge_id=charge.id)
