"""Kept files in plain values for templates."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from allant.web.documents.models import Document
from allant.web.ui.formatting import megabytes

SHORT_TYPES = {"application/pdf": "PDF", "image/jpeg": "photo", "image/png": "image"}


def document_rows(documents: Iterable[Document]) -> list[dict[str, Any]]:
    """Lines of the list of documents, for `documents/parts/document_list.html`."""
    return [
        {
            "title": each.title,
            "kind": each.get_kind_display(),
            "type": SHORT_TYPES.get(each.media_type, "texte"),
            "size": megabytes(each.size),
            "added_at": each.added_at,
            "added_by": each.added_by,
            "removed_at": each.removed_at,
            "removed_by": each.removed_by,
            "erased_after": each.erased_after,
            "url": reverse("documents:download", args=[each.pk]),
            "show_url": reverse("documents:download", args=[each.pk]) + "?voir=1" if each.is_shown_in_place else "",
            "remove_url": reverse("documents:remove", args=[each.pk]),
            "restore_url": reverse("documents:restore", args=[each.pk]),
        }
        for each in documents
    ]
