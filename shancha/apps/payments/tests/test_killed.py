"""A process dies in the middle: what it had begun is not there, and is done whole the next time."""

import pytest

from shancha.apps.payments import services, tasks
from shancha.apps.payments.events import PaymentSucceeded, RefundSucceeded
from shancha.apps.payments.models import Charge, Payment, ProviderNotice, Refund, SandboxRefund
from shancha.apps.payments.tests.factories import (
    choose,
    deliver_all,
    make_paid,
    make_payment,
    queued,
    send_all_refunds,
    start,
    wired,
)
from shancha.apps.payments.tests.killed import killed_while
from shancha.kit.ids import new_id

pytestmark = pytest.mark.django_db(transaction=True)


def test_while_a_callback_is_taken() -> None:
    choose(start(make_payment()), "pay")
    arguments = queued("payments.deliver_sandbox_notice")[0]

    def take() -> None:
        with wired():
            tasks.deliver_sandbox_notice(**arguments)

    killed_while(take, on=PaymentSucceeded)
    assert Payment.objects.get().status == "pending"
    assert Charge.objects.get().status == "open"
    assert not ProviderNotice.objects.exists()
    deliver_all()
    assert Payment.objects.get().status == "paid"


def test_after_the_provider_has_paid_a_refund() -> None:
    payment = make_paid()
    refund = services.request_refund(payment_id=payment.id, amount=700, reason="x", reference_id=new_id())
    killed_while(lambda: services.send_refund(refund_id=refund.id), on=RefundSucceeded)
    refund.refresh_from_db()
    assert refund.status == "pending"
    assert SandboxRefund.objects.get().amount == 700, "the provider has done it"
    send_all_refunds()
    assert Refund.objects.get().status == "succeeded"
    assert SandboxRefund.objects.get().amount == 700, "and does it once"
