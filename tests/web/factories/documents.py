"""The files kept about somebody."""

import hashlib

import factory
from factory.django import DjangoModelFactory
from tests.web.factories.accounts import OrganisationFactory, UserFactory
from tests.web.factories.people import BeneficiaryFactory

from allant.web.documents import storage
from allant.web.documents.enums import DocumentKind
from allant.web.documents.models import Document


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(BeneficiaryFactory)
    kind = DocumentKind.OTHER
    title = factory.Sequence(lambda n: f"Justificatif {n}")
    stored_name = factory.LazyFunction(lambda: storage.write(b"%PDF-1.7\n%%EOF\n"))
    original_name = "justificatif.pdf"
    size = 15
    media_type = "application/pdf"
    sha256 = factory.LazyFunction(lambda: hashlib.sha256(b"%PDF-1.7\n%%EOF\n").hexdigest())
    added_by = factory.SubFactory(UserFactory, organisation=factory.SelfAttribute("..organisation"))
