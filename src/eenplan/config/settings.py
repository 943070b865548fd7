"""All settings. The environment decides what differs between a laptop, a test and a server.

EENPLAN_DATA          where the private database, the secret key and the collected assets live
DATABASE_URL          use this PostgreSQL (15 or newer) instead of the private one
EENPLAN_ALLOWED_HOSTS host names the site answers to, separated by commas; else this computer's own
HOST                  where the site listens; it answers to that name or address as well
EENPLAN_ORIGINS       https addresses that may send forms, with scheme, separated by commas
EENPLAN_SECRET_KEY    the key that signs sessions and forms; else one is made in EENPLAN_DATA
EENPLAN_HTTPS         1 behind a server that speaks https: secure cookies, HSTS
EENPLAN_DEBUG         1 for Django's own error pages; never with real people's data
"""

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from eenplan.config.database import databases
from eenplan.config.hosts import allowed_hosts
from eenplan.config.secrets import secret_key

PACKAGE = Path(__file__).parent.parent
REPOSITORY = PACKAGE.parent.parent
DATA = Path(os.environ.get("EENPLAN_DATA") or REPOSITORY / "var").absolute()

DEBUG = os.environ.get("EENPLAN_DEBUG") == "1"
HTTPS = os.environ.get("EENPLAN_HTTPS") == "1"
SECRET_KEY = secret_key(DATA)
ALLOWED_HOSTS = allowed_hosts(os.environ)
ROOT_URLCONF = "eenplan.config.urls"
WSGI_APPLICATION = "eenplan.config.wsgi.application"
DATABASES = databases(os.environ, REPOSITORY)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "nl-be"
TIME_ZONE = "Europe/Brussels"
USE_TZ = True
DATE_FORMAT = "j F Y"
USE_THOUSAND_SEPARATOR = False

INSTALLED_APPS = [
    *(
        f"eenplan.{app}"
        for app in (
            "core",
            "territory",
            "organisation",
            "directory",
            "guidance",
            "people",
            "cases",
            "housing",
            "network",
            "agenda",
            "benefits",
            "journeys",
            "desk",
            "insight",
        )
    ),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "eenplan.core.middleware.KnownMethodsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "eenplan.core.middleware.NothingKeptMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "eenplan.organisation.middleware.ActorMiddleware",
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "OPTIONS": {
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "eenplan.core.templatetags.words",
                "eenplan.people.templatetags.people_words",
            ],
            # Written out by hand: cotton and template_partials would each replace the other's.
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "eenplan.desk.menu.menu",
            ],
        },
    }
]

# -- Signing in ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "organisation.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "eenplan.organisation.passwords.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "eenplan.organisation.passwords.VariedEnough"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "eenplan.organisation.signing_in.StaffAccounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# Counted per address too: a whole office may share one.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/m/ip,5/5m/key"}
MFA_ADAPTER = "eenplan.organisation.signing_in.SealedFactors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Eenplan"

SESSION_COOKIE_AGE = int(timedelta(hours=9).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "eenplan.core.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("EENPLAN_ORIGINS", "").split(",") if o]
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}  # shared between the workers, so that the sign-in limits count once

# -- Headers -------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# -- Files ---------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
PHOTO_FOLDER = DATA / "photos"  # apart from the static files: only an authorised page serves them
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
