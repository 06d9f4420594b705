"""The drawings of our icons, for pages that are printed too: the PDF maker reads no drawing from another file."""

import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

__all__ = ["drawing"]

_SYMBOL = re.compile(r'<symbol id="([\w-]+)"[^>]*>(.*?)</symbol>', re.DOTALL)


def drawing(name: str) -> str:
    """Return the shapes of an icon, on 24 units with one line; KeyError for one that does not exist."""
    return _drawings()[name]


@cache
def _drawings() -> dict[str, str]:
    return dict(_SYMBOL.findall(Path(finders.find("ui/icons.svg")).read_text(encoding="utf-8")))
