"""Django's settings, derived from the typed environment."""

from pathlib import Path

from shancha.config import secrets
from shancha.config.back_office import UNFOLD  # noqa: F401 - a setting
from shancha.config.database import connection_url, django_database
from shancha.config.env import environment
from shancha.config.logging import logging_configuration
from shancha.config.sign_in import email_settings, oauth_providers

ENV = environment()
PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = ENV.data_dir.resolve()
WEB_DIST = PACKAGE.parent / "web" / "dist"

_made = {} if ENV.secret_key and ENV.encryption_keys else secrets.load_or_make(DATA_DIR)
SECRET_KEY = ENV.secret_key or _made["secret_key"]
HASH_KEY = SECRET_KEY
ENCRYPTION_KEYS = ENV.encryption_keys or [_made["encryption_key"]]

# Where each request leaves a line, or None; tests ask for it themselves.
REQUEST_LOG_DIR = DATA_DIR / "logs" if ENV.request_log and ENV.mode != "test" else None

DEBUG = False
IS_PRODUCTION = ENV.is_production
ALLOWED_HOSTS = ENV.allowed_hosts
CSRF_TRUSTED_ORIGINS = [ENV.base_url]
TRUSTED_PROXIES = ENV.trusted_proxies
BASE_URL = ENV.base_url
SITE_NAME = ENV.site_name
OPERATOR_NAME, OPERATOR_ADDRESS = ENV.operator_name, ENV.operator_address
OPERATOR_EMAIL = ENV.operator_email
SERVICE_PHONE, SERVICE_HOURS = ENV.service_phone, ENV.service_hours

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.weixin",
    "allauth.socialaccount.providers.weibo",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "shancha.kit",
    "shancha.apps.accounts",
    "shancha.apps.moderation",
    "shancha.apps.messaging",
    "shancha.apps.payments",
    "shancha.apps.wallet",
    "shancha.apps.community",
    "shancha.apps.mall",
    "shancha.apps.promotions",
    "shancha.apps.orders",
    "shancha.apps.discovery",
    "shancha.apps.insights",
    "shancha.pages",
]

MIDDLEWARE = [
    "shancha.config.middleware.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "shancha.config.middleware.ContentSecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shancha.apps.accounts.middleware.VisitorMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "shancha.config.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

# What of the above the API needs; see config/wsgi.py.
API_MIDDLEWARE = [
    "shancha.config.middleware.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "shancha.config.middleware.ContentSecurityMiddleware",
    "shancha.apps.accounts.middleware.VisitorMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "shancha.config.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "shancha.config.urls"
WSGI_APPLICATION = "shancha.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {"default": django_database(connection_url(ENV), is_embedded=not ENV.database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "shancha.kit.cache.RedisCache",
        "LOCATION": ENV.redis_url,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
    if ENV.redis_url
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]  # tests prove rules, not hashing
    if ENV.mode == "test"
    else [
        "django.contrib.auth.hashers.ScryptPasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
)
PASSWORD_RESET_TIMEOUT = 3600
LOGIN_URL = "/login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "handle"
ACCOUNT_ADAPTER = "shancha.apps.accounts.oauth.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_ADAPTER = "shancha.apps.accounts.oauth.SocialAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = oauth_providers(ENV)
MFA_ADAPTER = "shancha.apps.accounts.oauth.PasskeyAdapter"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
globals().update(email_settings(ENV.email_url))
DEFAULT_FROM_EMAIL = ENV.email_from
SESSION_ENGINE = "shancha.apps.accounts.sessions"
SESSION_COOKIE_NAME = "shancha_session"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_SECURE = ENV.base_url.startswith("https://")
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
CSRF_COOKIE_NAME = "shancha_csrf"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.trusted_proxies else None
SECURE_HSTS_SECONDS = 31_536_000 if ENV.is_production and SESSION_COOKIE_SECURE else 0

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_ROOT = WEB_DIST if WEB_DIST.exists() else None
WHITENOISE_INDEX_FILE = False
WHITENOISE_USE_FINDERS = True
# Each test client begins anew: it looks at a file when that one is asked for, not at all of them.
WHITENOISE_AUTOREFRESH = ENV.mode == "test"
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/assets/.+-[A-Za-z0-9_-]{8,}\."
MEDIA_URL = ENV.media_url
MEDIA_ROOT = ENV.media_dir or DATA_DIR / "media"
_S3 = {
    "bucket_name": ENV.s3_bucket,
    "endpoint_url": ENV.s3_endpoint or None,
    "region_name": ENV.s3_region or None,
    "access_key": ENV.s3_access_key,
    "secret_key": ENV.s3_secret_key,
    "querystring_auth": False,
}
STORAGES = {
    "default": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": _S3}
    if ENV.s3_bucket
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Exports and evidence: never below MEDIA_URL.
    "private": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {**_S3, "location": "private", "default_acl": "private"},
    }
    if ENV.s3_bucket
    else {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "private"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

LOGGING = logging_configuration(ENV.log_level, as_json=ENV.is_production)
