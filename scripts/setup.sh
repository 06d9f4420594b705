#!/bin/sh
# Makes the environment: `setup.sh web` for the platform, `setup.sh dev` to test and change it.
# Does only what is missing: run again, it changes nothing.
set -eu
cd "$(dirname "$0")/.."
profile="${1:-web}"
export PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '\033[1m· %s\033[0m\n' "$1" >&2; }
stop() { printf '\n%s\n%s\n' "$1" "$2" >&2; exit 1; }

find_python() {
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    stop "Python 3.11 or later is missing." "On Debian: apt-get install python3 python3-venv"
}

# A step is done when the checksum of what it depends on is the one noted last time.
fresh() { [ -f ".venv/.done-$1" ] && [ "$(cat ".venv/.done-$1")" = "$(cat $2 | sha256sum)" ]; }
note() { cat $2 | sha256sum > ".venv/.done-$1"; }

if [ ! -x .venv/bin/python ]; then
    python="$(find_python)"
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
        stop "The venv module of $python is missing." "On Debian: apt-get install python3-venv"
    say "Making .venv with $($python --version)"
    "$python" -m venv .venv
fi

# The lock of developers holds all that the platform needs, at the same versions.
if ! fresh "$profile" "requirements/$profile.lock" && ! { [ "$profile" = web ] && fresh dev requirements/dev.lock; }; then
    say "Installing Python packages from requirements/$profile.lock"
    .venv/bin/python -m pip install -q --require-hashes -r "requirements/$profile.lock"
    note "$profile" "requirements/$profile.lock"
fi
if ! fresh package pyproject.toml; then
    .venv/bin/python -m pip install -q --no-deps --no-build-isolation -e .
    note package pyproject.toml
fi

front="frontend/package-lock.json scripts/vendor_assets.py"
if ! fresh front "$front" || [ ! -d src/allant/web/ui/static/ui/vendor ]; then
    if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 &&
        node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; then
        npm="npm"
    else
        say "No node 20 here: installing it inside .venv"
        .venv/bin/python -m pip install -q --require-hashes -r requirements/node.lock
        npm="$PWD/.venv/bin/npm"
    fi
    say "Fetching front-end packages"
    PATH="$PWD/.venv/bin:$PATH" "$npm" ci --prefix frontend --no-fund --no-audit --loglevel=error >&2
    .venv/bin/python scripts/vendor_assets.py
    note front "$front"
fi

catalogues="$(find src -name '*.po')"
if [ -n "$catalogues" ] && ! fresh messages "$catalogues"; then
    say "Compiling translations"
    for folder in $(find src -type d -name locale); do
        .venv/bin/pybabel -q compile --domain=django --directory="$folder"
    done
    note messages "$catalogues"
fi
