"""Third-party files: named in package.json, copied by script, never fetched by a page from elsewhere."""

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SPEC = importlib.util.spec_from_file_location("vendor_assets", ROOT / "scripts" / "vendor_assets.py")
vendor_assets = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(vendor_assets)


@pytest.fixture
def packages(tmp_path):
    folder = tmp_path / "node_modules"
    for path in vendor_assets.SERVED.values():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("content\n/*# sourceMappingURL=x.css.map */\n//# sourceMappingURL=x.js.map\n")
    return folder


def test_files_arrive_without_their_source_maps(packages, tmp_path):
    vendor_assets.vendor(packages, tmp_path / "vendor")
    for name in ("bootstrap.min.css", "bootstrap.rtl.min.css", "htmx.min.js", "maplibre-gl.js"):
        assert b"sourceMappingURL" not in (tmp_path / "vendor" / name).read_bytes()


def test_second_run_changes_nothing(packages, tmp_path):
    assert len(vendor_assets.vendor(packages, tmp_path / "vendor")) == len(vendor_assets.SERVED)
    assert vendor_assets.vendor(packages, tmp_path / "vendor") == []


def test_file_no_longer_listed_is_removed(packages, tmp_path):
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / "old.js").write_text("old")
    assert "old.js" in vendor_assets.vendor(packages, tmp_path / "vendor")
    assert not (tmp_path / "vendor" / "old.js").exists()


def test_missing_package_is_named_with_its_command(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"bootstrap.*npm ci --prefix frontend"):
        vendor_assets.vendor(tmp_path, tmp_path / "vendor")


def test_lock_names_no_package_host():
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    assert all("resolved" not in package for package in lock["packages"].values())


def test_packages_are_pinned_to_one_version():
    wanted = json.loads((ROOT / "frontend" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert all(version[0].isdigit() for version in wanted.values())
