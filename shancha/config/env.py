"""What an operator can set: `SHANCHA_*` environment variables or one file, typed, refused when wrong."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

Names = Annotated[list[str], NoDecode]


def _usual_processes() -> int:
    """A web process for each processor that there is for us, and four at most."""
    return min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


# Where prometheus_client looks for the folder of its figures, once, when it is imported.
FIGURES_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"


class Environment(BaseSettings):
    """Every setting, its type and its default. `SHANCHA_` stands before the upper-case name; a file
    named by `SHANCHA_ENV_FILE` (default `shancha.env`) may hold the same lines."""

    model_config = SettingsConfigDict(
        env_prefix="SHANCHA_", env_file=os.environ.get("SHANCHA_ENV_FILE", "shancha.env"), extra="ignore"
    )

    mode: Literal["development", "production", "test"] = "development"
    data_dir: Path = Path(".shancha")
    media_dir: Path | None = None
    database_url: str = ""
    redis_url: str = ""
    secret_key: str = ""
    encryption_keys: Names = []
    site_name: str = "山茶集"
    operator_name: str = ""
    operator_address: str = ""
    operator_email: str = ""
    service_phone: str = ""
    service_hours: str = ""
    base_url: str = "http://localhost:8000"  # not 127.0.0.1: passkeys need a name
    allowed_hosts: Names = ["127.0.0.1", "localhost", "[::1]"]
    trusted_proxies: Annotated[int, Field(ge=0, le=5)] = 0

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    stream_port: Annotated[int, Field(ge=1, le=65535)] = 8001
    stream_url: str = ""
    web_processes: Annotated[int, Field(ge=1, le=64)] = Field(default_factory=_usual_processes)
    web_threads: Annotated[int, Field(ge=1, le=16)] = 3
    worker_concurrency: Annotated[int, Field(ge=1, le=32)] = 4

    media_url: str = "/media/"
    s3_bucket: str = ""
    s3_endpoint: str = ""
    s3_region: str = ""
    s3_access_key: str = ""
    s3_secret_key: str = ""

    sms_provider: Literal["outbox", "http", "none"] = "outbox"
    sms_http_url: str = ""
    sms_http_token: str = ""
    email_url: str = ""
    email_from: str = "山茶集 <noreply@localhost>"
    wechat_app_id: str = ""
    wechat_app_secret: str = ""
    weibo_app_key: str = ""
    weibo_app_secret: str = ""

    sandbox_payments: bool = False
    alipay_app_id: str = ""
    alipay_private_key: str = ""
    alipay_public_key: str = ""
    wechat_pay_merchant_id: str = ""
    wechat_pay_app_id: str = ""
    wechat_pay_api_key: str = ""
    wechat_pay_private_key: str = ""
    wechat_pay_certificate_serial: str = ""
    wechat_pay_public_key: str = ""
    wechat_pay_public_key_id: str = ""
    stripe_secret_key: str = ""
    stripe_webhook_secret: str = ""

    kuaidi100_customer: str = ""
    kuaidi100_key: str = ""

    resale_pieces: Annotated[int, Field(ge=1, le=10_000)] = 10
    resale_days: Annotated[int, Field(ge=1, le=366)] = 30
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    request_log: bool = True
    log_retention_days: Annotated[int, Field(ge=180)] = 180
    deletion_grace_days: Annotated[int, Field(ge=0, le=90)] = 15
    max_video_seconds: Annotated[int, Field(ge=1, le=3600)] = 300
    max_video_megabytes: Annotated[int, Field(ge=1, le=10_000)] = 500

    @field_validator("encryption_keys", "allowed_hosts", mode="before")
    @classmethod
    def split_names(cls, value: object) -> object:
        """Accepts a comma-separated line."""
        return (
            [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value
        )

    @property
    def is_production(self) -> bool:
        """Whether the strict rules for a public server hold."""
        return self.mode == "production"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The settings of this process, read once."""
    return Environment()
