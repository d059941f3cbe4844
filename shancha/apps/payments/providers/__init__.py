"""Ways to pay, present as far as the operator configured them. Their libraries are loaded when first used."""

from functools import lru_cache
from importlib import import_module

from django.conf import settings

from shancha.apps.payments.providers.base import Provider, ProviderError, SignatureError

__all__ = ["Provider", "ProviderError", "SignatureError", "available", "provider_named"]

_MODULES = {
    "alipay": "shancha.apps.payments.providers.alipay",
    "wechat": "shancha.apps.payments.providers.wechat",
    "stripe": "shancha.apps.payments.providers.stripe",
    "sandbox": "shancha.apps.payments.providers.sandbox",
}


def available() -> list[str]:
    """Names of the configured providers, in the order in which they are offered. The sandbox is there
    outside production, or when the operator says so."""
    env = settings.ENV
    configured = {
        "alipay": bool(env.alipay_app_id and env.alipay_private_key and env.alipay_public_key),
        "wechat": bool(
            env.wechat_pay_merchant_id and env.wechat_pay_private_key and env.wechat_pay_public_key
        ),
        "stripe": bool(env.stripe_secret_key and env.stripe_webhook_secret),
        "sandbox": env.sandbox_payments or not env.is_production,
    }
    return [name for name, is_there in configured.items() if is_there]


def provider_named(name: str) -> Provider | None:
    """The provider, or None where it is not configured."""
    return _load(name) if name in available() else None


@lru_cache(maxsize=8)
def _load(name: str) -> Provider:
    made: Provider = import_module(_MODULES[name]).make()
    return made
