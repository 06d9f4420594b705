"""Copy the third-party files that pages serve from frontend/node_modules into the ui app's static folder.

Run after `npm ci --prefix frontend`. Files already in place are left alone, files no longer listed are removed,
and references to source maps are stripped (the maps are not served, and collectstatic refuses a dangling one).
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "frontend" / "node_modules"
VENDOR = ROOT / "src" / "allant" / "web" / "ui" / "static" / "ui" / "vendor"

FONT = "@fontsource-variable/atkinson-hyperlegible-next"
ARABIC_FONT = "@fontsource-variable/noto-sans-arabic"

# What is served, by where it comes from.
SERVED = {
    "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "bootstrap.rtl.min.css": "bootstrap/dist/css/bootstrap.rtl.min.css",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "maplibre-gl.css": "maplibre-gl/dist/maplibre-gl.css",
    "maplibre-gl.js": "maplibre-gl/dist/maplibre-gl.mjs",
    "maplibre-gl-worker.js": "maplibre-gl/dist/maplibre-gl-worker.mjs",
    "atkinson-latin.woff2": f"{FONT}/files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "atkinson-latin-ext.woff2": f"{FONT}/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
    "noto-sans-arabic.woff2": f"{ARABIC_FONT}/files/noto-sans-arabic-arabic-wght-normal.woff2",
    "licences/bootstrap.txt": "bootstrap/LICENSE",
    "licences/htmx.txt": "htmx.org/LICENSE",
    "licences/maplibre-gl.txt": "maplibre-gl/LICENSE.txt",
    "licences/atkinson-hyperlegible-next.txt": f"{FONT}/LICENSE",
    "licences/noto-sans-arabic.txt": f"{ARABIC_FONT}/LICENSE",
}

SOURCE_MAP = re.compile(rb"/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=[^\n]*")


def served_bytes(source: Path) -> bytes:
    """Return what is served for a package's file: its bytes, without any reference to a source map."""
    content = source.read_bytes()
    if source.suffix in {".css", ".js", ".mjs"}:
        content = SOURCE_MAP.sub(b"", content)
    return content


def vendor(packages: Path, destination: Path) -> list[str]:
    """Bring `destination` in line with `packages`; return the names that changed.

    Raises
    ------
    FileNotFoundError
        When a package is not installed; names it and the command that installs it.
    """
    changed = []
    for name, path in SERVED.items():
        source, target = packages / path, destination / name
        if not source.is_file():
            raise FileNotFoundError(f"{path} is not in {packages.name}/: run `npm ci --prefix frontend` first.")
        content = served_bytes(source)
        if target.is_file() and target.read_bytes() == content:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        changed.append(name)
    return changed + remove_unlisted(destination)


def remove_unlisted(destination: Path) -> list[str]:
    """Delete the files that are no longer served; return their names."""
    files = [path for path in destination.rglob("*") if path.is_file()]
    stale = [path for path in files if path.relative_to(destination).as_posix() not in SERVED]
    for path in stale:
        path.unlink()
    return [path.relative_to(destination).as_posix() for path in stale]


def main() -> int:
    try:
        changed = vendor(PACKAGES, VENDOR)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(SERVED)} front-end files in place, {len(changed)} changed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
