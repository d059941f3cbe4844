"""Settings of the ways in, from what the operator sets."""

import pytest

from shancha.config.env import Environment
from shancha.config.sign_in import email_settings, oauth_providers


def test_mail_from_one_url() -> None:
    assert email_settings("") == {}
    mine = email_settings("smtps://u%40x:p%2Fw@mail.example")
    assert (mine["EMAIL_HOST_USER"], mine["EMAIL_HOST_PASSWORD"], mine["EMAIL_PORT"]) == ("u@x", "p/w", 465)
    assert (mine["EMAIL_USE_SSL"], mine["EMAIL_USE_TLS"]) == (True, False)
    assert email_settings("smtp://mail.example")["EMAIL_USE_TLS"] is True
    assert email_settings("smtp://mail.example:25")["EMAIL_USE_TLS"] is False
    for junk in ("http://mail.example", "smtp://", "mail.example"):
        with pytest.raises(ValueError, match="SHANCHA_EMAIL_URL"):
            email_settings(junk)


def test_only_providers_with_both_keys_are_offered() -> None:
    keys = Environment(wechat_app_id="id", wechat_app_secret="secret", weibo_app_key="id")
    assert list(oauth_providers(keys)) == ["weixin"]
    assert oauth_providers(Environment()) == {}
