#!/bin/sh
# The suite drives a real browser, a real PostgreSQL and a real PDF maker: install what is missing, or say how.
set -eu
missing=""
for browser in chromium-headless-shell chromium chromium-browser none; do command -v "$browser" >/dev/null 2>&1 && break; done
[ "$browser" = none ] && missing="$missing chromium-headless-shell"
command -v pg_ctl >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1 || missing="$missing postgresql"
# Shared libraries of the PDF maker, asked of the dynamic loader.
for pair in libpango-1.0.so.0:libpango-1.0-0 libpangoft2-1.0.so.0:libpangoft2-1.0-0 libharfbuzz-subset.so.0:libharfbuzz-subset0; do
    PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null | grep -q "${pair%%:*}" || missing="$missing ${pair##*:}"
done
command -v pdftoppm >/dev/null 2>&1 || missing="$missing poppler-utils"
[ -z "$missing" ] && exit 0
command="apt-get install --no-install-recommends$missing"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "· Installing$missing" >&2
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
    exit 0
fi
echo "Missing for the whole suite:$missing. On Debian: sudo $command" >&2
[ "${CI:-}" != true ]
