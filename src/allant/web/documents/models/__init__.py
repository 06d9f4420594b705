"""Codes that are handed over or checked, files that are kept, papers that are made and signed."""

from allant.web.documents.models.codes import Code, FailedTry
from allant.web.documents.models.files import Document
from allant.web.documents.models.papers import Paper, Signature, Withdrawal

__all__ = ["Code", "Document", "FailedTry", "Paper", "Signature", "Withdrawal"]
