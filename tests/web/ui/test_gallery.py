"""The gallery shows every component; the error pages stand on their own."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client

from allant.web import ui

COMPONENTS = sorted((Path(ui.__file__).parent / "templates" / "cotton").glob("*.html"))
# Drawn by other components, never written in a page.
INNER = {"field_notes", "field_errors"}


@pytest.mark.django_db
def test_gallery_is_shown_without_account():
    response = Client().get("/atelier/")
    assert response.status_code == 200
    assert "style=" not in response.content.decode()


@pytest.mark.parametrize("name", [path.stem for path in COMPONENTS if path.stem not in INNER])
def test_gallery_shows_the_component(name):
    folder = Path(ui.__file__).parent / "templates" / "ui"
    shown = "".join(
        path.read_text(encoding="utf-8") for path in [folder / "gallery.html", *folder.glob("parts/gallery*")]
    )
    assert re.search(rf"<c-{name.replace('_', '-')}[\s>]", shown)


@pytest.mark.parametrize("name", [path.stem for path in COMPONENTS if path.stem not in INNER])
def test_readme_lists_the_component(name):
    readme = (Path(ui.__file__).parent / "README.md").read_text(encoding="utf-8")
    assert f"`c-{name.replace('_', '-')}`" in readme


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "500"])
def test_error_page_needs_no_context_and_offers_a_way_out(code):
    html = render_to_string(f"{code}.html")
    assert re.search(r"<h1>\w", html)
    assert 'href="/"' in html
