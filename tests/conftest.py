"""The environment of every test: a secret of its own, no HTTPS, a folder that disappears."""

import os
import tempfile

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allant.web.config.settings")
os.environ.setdefault("ALLANT_SECRET_KEY", "only-for-tests")
os.environ.setdefault("ALLANT_HTTPS", "0")
os.environ.setdefault("ALLANT_HOSTS", "testserver,127.0.0.1,localhost")
os.environ.setdefault("ALLANT_VAR", tempfile.mkdtemp(prefix="allant-tests-"))
