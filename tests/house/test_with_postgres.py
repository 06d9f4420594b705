"""The PostgreSQL that the suite starts for itself really serves, says how the command ended and leaves nothing."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).parent.parent.parent


def with_postgres(code):
    return subprocess.run(
        [sys.executable, "scripts/with_postgres.py", sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_command_finds_a_server_that_is_gone_afterwards():
    result = with_postgres(
        "import os, psycopg, urllib.parse as u; a = os.environ['DATABASE_URL']; "
        "c = psycopg.connect(host=u.unquote(u.urlsplit(a).netloc.split('@')[1]), user='allant', dbname='postgres'); "
        "print(a, c.execute('SELECT 6 * 7').fetchone()[0])"
    )
    assert result.returncode == 0, result.stderr
    address, answer = result.stdout.split()
    assert answer == "42"
    folder = Path(unquote(re.search(r"@([^/]+)/", address)[1]))
    assert folder.is_absolute()
    assert not folder.exists()


def test_exit_code_of_the_command_is_passed_on():
    assert with_postgres("raise SystemExit(7)").returncode == 7
