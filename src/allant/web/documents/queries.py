"""Reads of kept files."""

from django.db.models import QuerySet

from allant.web.accounts.models import Organisation
from allant.web.documents.models import Document
from allant.web.people.models import Beneficiary


def documents_of(person: Beneficiary, organisation: Organisation) -> QuerySet[Document]:
    """Return what an organisation keeps about a person, newest first; removed files too, until they are erased."""
    return Document.objects.filter(organisation=organisation, person=person).select_related("added_by", "removed_by")
