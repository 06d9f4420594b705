"""Run a command with DATABASE_URL naming a PostgreSQL of its own, started for it and removed after it.

    python scripts/with_postgres.py pytest tests/web

Uses the binaries found on the machine; as root, which PostgreSQL refuses, it runs as `postgres` or `nobody`.
The server listens on a Unix socket only.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ENDED_ON_REQUEST = 128 + signal.SIGTERM


def binaries() -> Path:
    """Return the folder of the newest PostgreSQL of this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    if initdb is None:
        raise SystemExit("PostgreSQL is missing. On Debian: sudo apt-get install postgresql")
    return Path(initdb).parent


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a server and yield its address for DATABASE_URL."""
    folder = Path(tempfile.mkdtemp(prefix="allant-pg-"))
    account: dict[str, int] = {}
    if os.geteuid() == 0:
        entry = next(pwd.getpwnam(name) for name in ("postgres", "nobody") if _exists(name))
        account = {"user": entry.pw_uid, "group": entry.pw_gid}
        os.chown(folder, entry.pw_uid, entry.pw_gid)
    data, home = folder / "data", binaries()

    def run(*command: str) -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, **account)

    run(str(home / "initdb"), "-D", str(data), "-U", "allant", "-A", "trust", "--no-sync", "-E", "UTF8")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
    run(str(home / "pg_ctl"), "-D", str(data), "-w", "-o", options, "-l", str(folder / "log"), "start")
    try:
        yield f"postgres://allant@{str(folder).replace('/', '%2F')}/postgres"
    finally:
        run(str(home / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def end_gently() -> None:
    """Take a request to end as a reason to leave by the door: what was made for the time of the run is put away."""
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(ENDED_ON_REQUEST))


def _exists(name: str) -> bool:
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(name) is not None
    return False


if __name__ == "__main__":
    end_gently()
    with server() as address:
        done = subprocess.run(sys.argv[1:], env=os.environ | {"DATABASE_URL": address}, check=False)
    sys.exit(done.returncode)
