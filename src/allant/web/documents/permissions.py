"""Who opens a kept file: the team of the organisation that keeps it, nobody else."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from allant.web.accounts.access import require_role
from allant.web.accounts.enums import Role
from allant.web.accounts.models import User
from allant.web.documents.models import Document

TEAM = (Role.ADVISER, Role.MANAGER)


def team_document(user: User, document_id: int) -> Document:
    """A file of one's own organisation, removed or not."""
    require_role(user, *TEAM)
    documents = Document.objects.select_related("person", "organisation")
    return get_object_or_404(documents, pk=document_id, organisation=user.organisation)


def readable_document(user: User, document_id: int) -> Document:
    """A file of one's own organisation that was not removed."""
    document = team_document(user, document_id)
    if document.removed_at is not None:
        raise Http404
    return document
