"""The one settings file. What differs between installations comes from the environment (see `.env.sample`)."""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from allant.parameters import parameter
from allant.web.config import environment, outgoing
from allant.web.ui import languages

WEB = Path(__file__).resolve().parent.parent
VAR = Path(environment.text("ALLANT_VAR", "var")).resolve()
GROUNDS = VAR / "grounds"
"""Networks and opportunities, a folder a territory."""

DEBUG = environment.flag("ALLANT_DEBUG", default=False)
SECRET_KEY = environment.text("ALLANT_SECRET_KEY", "only-for-debugging" if DEBUG else None)
ALLOWED_HOSTS = environment.words("ALLANT_HOSTS", "127.0.0.1,localhost")
BEHIND_HTTPS = environment.flag("ALLANT_HTTPS", default=not DEBUG)

INSTALLED_APPS = [
    "allant.web.config.apps.HouseConfig",
    "allant.web.demo.apps.DemoConfig",
    "allant.web.day.apps.DayConfig",
    "allant.web.personal.apps.PersonalConfig",
    "allant.web.fleet.apps.FleetConfig",
    "allant.web.learning.apps.LearningConfig",
    "allant.web.territory.apps.TerritoryConfig",
    "allant.web.reaching.apps.ReachingConfig",
    "allant.web.cases.apps.CasesConfig",
    "allant.web.agenda.apps.AgendaConfig",
    "allant.web.assessments.apps.AssessmentsConfig",
    "allant.web.messaging.apps.MessagingConfig",
    "allant.web.documents.apps.DocumentsConfig",
    "allant.web.people.apps.PeopleConfig",
    "allant.web.accounts.apps.AccountsConfig",
    "allant.web.journal.apps.JournalConfig",
    "allant.web.ui.apps.UiConfig",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allant.web.accounts.middleware.DeviceLockMiddleware",
    "allant.web.accounts.middleware.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "allant.web.config.urls"
WSGI_APPLICATION = "allant.web.config.wsgi.application"

# cotton and template-partials each wrap the loaders: installed plainly, one silently disables the other.
TEMPLATE_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    TEMPLATE_LOADERS if DEBUG else [("django.template.loaders.cached.Loader", TEMPLATE_LOADERS)],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "allant.web.ui.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "allant.web.config.navigation.navigation",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        environment.text("DATABASE_URL", f"sqlite:///{VAR / 'allant.sqlite3'}"), conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # With deferred transactions most concurrent writers fail on a lock; with these none does.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

LANGUAGE_CODE = "fr"
LANGUAGES = [(each.code, each.name) for each in languages.LANGUAGES]
LANGUAGE_COOKIE_NAME = "langue"
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Europe/Paris"
USE_TZ = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

SESSION_COOKIE_NAME = "seance"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BEHIND_HTTPS
SESSION_COOKIE_AGE = 12 * 3600
SECURE_SSL_REDIRECT = BEHIND_HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if BEHIND_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Answers, figures and codes are inputs of people in difficulty: a sheet of 60 questions stays far below.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
FILE_UPLOAD_HANDLERS = [
    "allant.web.documents.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

MAIL = outgoing.mail_server(environment.text("ALLANT_MAIL_URL", ""))
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starts_tls, MAIL.speaks_tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("ALLANT_MAIL_FROM", f"ne-pas-repondre@{ALLOWED_HOSTS[0]}")
SMS_URL = outgoing.sms_url(environment.text("ALLANT_SMS_URL", ""))
SMS_TOKEN = environment.text("ALLANT_SMS_TOKEN", "")
SMS_TEMPLATE = outgoing.sms_template(
    environment.text("ALLANT_SMS_TEMPLATE", '{"to": "{to}", "text": "{text}", "reference": "{reference}"}')
)
SMS_RECEIPT = environment.text("ALLANT_SMS_RECEIPT", "id")
SMS_CALLBACK_TOKEN = environment.text("ALLANT_SMS_CALLBACK_TOKEN", "")
SMS_CALLBACK = outgoing.sms_callback(environment.text("ALLANT_SMS_CALLBACK", ""))
MESSAGE_TEXTS_DAYS = environment.number("ALLANT_MESSAGE_TEXTS_DAYS", int(parameter("messaging/texts_kept")))
# Messages are written away from any request: what their links begin with cannot be read from one.
PUBLIC_URL = environment.text("ALLANT_URL", f"http{'s' if BEHIND_HTTPS else ''}://{ALLOWED_HOSTS[0]}").rstrip("/")

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
