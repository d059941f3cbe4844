"""Carriers of text messages and e-mails, chosen by the operator's settings."""

from shancha.apps.accounts.providers.carriers import (
    Carrier,
    DeliveryError,
    HttpSms,
    SmtpMail,
    can_send_email,
    can_send_sms,
    email_carrier,
    is_outbox_open,
    sms_carrier,
)

__all__ = [
    "Carrier",
    "DeliveryError",
    "HttpSms",
    "SmtpMail",
    "can_send_email",
    "can_send_sms",
    "email_carrier",
    "is_outbox_open",
    "sms_carrier",
]
