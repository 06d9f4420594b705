"""PDF files say their language and title, carry their tags and fonts, and ask for nothing outside."""

import io
import subprocess
import sys

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.template import engines
from pypdf import PdfReader

from allant.web.documents import pdf

PAGE = """{% extends layout %}{% block title %}Un résumé{% endblock %}{% block content %}
<h1>Pour Zoé</h1>
<p>Une phrase de Şükrü Wałęsa, avec u cœur et 1 240 €. <span lang="ar">مرحبا</span></p>
<ul><li>un</li><li>deux</li></ul>
<table><tr><th scope="col">Mois</th></tr><tr><td>mars</td></tr></table>{{ more|safe }}{% endblock %}"""


@pytest.fixture
def page(monkeypatch, settings, tmp_path):
    """A template of the test's own, beside those of the house."""
    (tmp_path / "essai.html").write_text(PAGE, encoding="utf-8")
    loaders = engines["django"].engine.template_loaders
    from django.template.loaders.filesystem import Loader

    monkeypatch.setattr(
        engines["django"].engine, "template_loaders", [Loader(engines["django"].engine, [tmp_path]), *loaders]
    )
    return "essai.html"


def read(content):
    return PdfReader(io.BytesIO(content))


def roles(node):
    """Return the structure roles under a node of the tree of tags."""
    node = node.get_object()
    if not isinstance(node, dict):
        return set()
    kids = node.get("/K", [])
    found = {node.get("/S")}
    for kid in kids if isinstance(kids, list) else [kids]:
        if not isinstance(kid, int):
            found |= roles(kid)
    return found


def fonts(reader):
    """Return every font of a file and whether its shapes are in it."""
    found = {}
    for sheet in reader.pages:
        for font in sheet["/Resources"]["/Font"].values():
            font = font.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = inner["/FontDescriptor"].get_object()
            found[font["/BaseFont"]] = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return found


def test_file_is_tagged_and_says_its_language_and_title(page):
    reader = read(pdf.render(page, {"more": ""}))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Un résumé"
    assert {"/H1", "/P", "/L", "/LI", "/Table", "/TH"} <= roles(root["/StructTreeRoot"])
    assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.xmp_metadata.stream.get_data().replace(b"\n", b"") or (
        b'pdfuaid:part="1"' in reader.xmp_metadata.stream.get_data()
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_file_speaks_the_language_asked_for(page, language):
    assert read(pdf.render(page, {"more": ""}, language=language)).trailer["/Root"]["/Lang"] == language


def test_sheets_are_a4_and_numbered(page):
    reader = read(pdf.render(page, {"more": "<p>ligne</p>" * 90}))
    assert len(reader.pages) > 1
    box = reader.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)
    assert f"2 / {len(reader.pages)}" in reader.pages[1].extract_text()


def test_fonts_of_the_house_are_in_the_file(page):
    embedded = fonts(read(pdf.render(page, {"more": ""})))
    assert embedded
    assert all(embedded.values())
    families = {name.split("+")[1].removesuffix("-Semi-Bold").removesuffix("-Bold") for name in embedded}
    assert families == {"Print-Latin", "Print-Extended", "Noto-Sans-Arabic"}


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/x.png",
        "https://ailleurs.exemple/x.png",
        "file:///etc/hostname",
        "/documents/1/",
        "/static/../config/settings.py",
        "/static/%2e%2e/%2e%2e/manage.py",
        "ftp://ailleurs.exemple/x",
        "data:image/png;base64,AAAA",
    ],
)
def test_nothing_but_static_files_of_the_house_is_fetched(address):
    with pytest.raises((ValueError, SuspiciousFileOperation), match=r"only the static files|outside of the base path"):
        pdf._fetcher().fetch(address if ":" in address else f"http://allant.invalid{address}")


def test_static_file_of_the_house_is_fetched():
    assert pdf._fetcher().fetch("http://allant.invalid/static/ui/print.css").read().startswith(b"/* Sheets of A4")


def test_picture_from_elsewhere_is_left_out_and_the_file_is_made(page, caplog):
    reader = read(pdf.render(page, {"more": '<img alt="" src="https://ailleurs.exemple/x.png">'}))
    assert "Pour Zoé" in reader.pages[0].extract_text()
    assert "only the static files of the house" in caplog.text


LACKING = """
import ctypes.util, sys
import cffi
def dlopen(self, *names): raise OSError("cannot load library 'libpango-1.0-0'")
cffi.FFI.dlopen = dlopen
import django
django.setup()
from allant.web.documents import pdf
try:
    pdf.render("ui/print.html", {})
except pdf.PdfUnavailable as error:
    print(error)
"""


def test_missing_system_library_names_its_packages_and_nothing_else_fails():
    said = subprocess.run([sys.executable, "-c", LACKING], capture_output=True, text=True, check=True).stdout
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in said
    assert "imprimez la page" in said


def test_making_a_pdf_does_not_teach_the_house_to_take_photos_cut_short(page):
    from PIL import ImageFile

    pdf.render(page, {"more": ""})
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False
