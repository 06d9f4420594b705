"""Codes that are handed over or checked, and files that are kept."""

from allant.web.documents.models.codes import Code, FailedTry
from allant.web.documents.models.files import Document

__all__ = ["Code", "Document", "FailedTry"]
