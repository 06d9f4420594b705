"""What the environment decides is documented, fails loudly and leaves no secret by default."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SAMPLE = (ROOT / ".env.sample").read_text(encoding="utf-8")
READ = re.compile(r"environment\.(?:text|flag|words|number)\(\s*\"(\w+)\"")


def variables_read():
    web = ROOT / "src" / "allant" / "web"
    return {name for path in web.rglob("*.py") for name in READ.findall(path.read_text(encoding="utf-8"))}


def started(**variables):
    """Load the settings in a process of their own, under these variables only."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("ALLANT_", "DATABASE_URL"))}
    return subprocess.run(
        [sys.executable, "-c", "import allant.web.config.settings as s; print(s.SECRET_KEY, s.SESSION_COOKIE_SECURE)"],
        env=bare | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_variable_read_is_documented_and_the_other_way_round():
    documented = set(re.findall(r"^([A-Z_]+)=", SAMPLE, re.MULTILINE))
    assert documented == variables_read()


def test_every_documented_variable_has_its_sentence():
    lines = SAMPLE.splitlines()
    for number, line in enumerate(lines):
        if re.match(r"[A-Z_]+=", line):
            assert lines[number - 1].startswith("# "), line


def test_environment_is_read_in_one_place():
    web = ROOT / "src" / "allant" / "web"
    readers = {str(path.relative_to(web)) for path in web.rglob("*.py") if "os.environ" in path.read_text("utf-8")}
    assert readers <= {"config/environment.py", "config/wsgi.py"}


def test_missing_secret_stops_the_start_and_says_what_to_do():
    result = started()
    assert result.returncode != 0
    assert "ALLANT_SECRET_KEY is not set: give it a value, or name a file in ALLANT_SECRET_KEY_FILE" in result.stderr


def test_secret_may_come_from_a_file(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("from-a-file\n")
    assert started(ALLANT_SECRET_KEY_FILE=str(secret)).stdout.split() == ["from-a-file", "True"]


def test_unreadable_secret_file_is_named(tmp_path):
    assert "absent: the file cannot be read" in started(ALLANT_SECRET_KEY_FILE=str(tmp_path / "absent")).stderr


@pytest.mark.parametrize("value", ["yes", "true", "2"])
def test_flag_that_is_neither_0_nor_1_is_refused(value):
    assert f"ALLANT_DEBUG={value}: only 1 (yes) or 0 (no)" in started(ALLANT_DEBUG=value).stderr


@pytest.mark.parametrize("value", ["0", "-3", "deux", "1.5"])
def test_number_of_days_that_is_no_whole_number_is_refused(value):
    result = started(ALLANT_SECRET_KEY="x", ALLANT_MESSAGE_TEXTS_DAYS=value)
    assert result.returncode != 0
    assert f"ALLANT_MESSAGE_TEXTS_DAYS={value}" in result.stderr


def test_cookies_are_secure_unless_said_otherwise():
    assert started(ALLANT_SECRET_KEY="x").stdout.split() == ["x", "True"]
    assert started(ALLANT_SECRET_KEY="x", ALLANT_HTTPS="0").stdout.split() == ["x", "False"]
