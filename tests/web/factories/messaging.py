"""The messages to send, sent or refused."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from tests.web.factories.accounts import OrganisationFactory

from allant.web.messaging.enums import Channel, State
from allant.web.messaging.models import Message


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = Message

    organisation = factory.SubFactory(OrganisationFactory)
    channel = Channel.EMAIL
    recipient = "Zoé Lefèvre"
    address = factory.Sequence(lambda n: f"zoe{n}@exemple.fr")
    subject = "Votre rendez-vous"
    body = "Bonjour,\n\nVous avez rendez-vous demain à 9 h."

    class Params:
        is_letter = factory.Trait(channel=Channel.LETTER, address="3 rue des Aulnes\n24000 Périgueux")
        is_failed = factory.Trait(
            state=State.FAILED,
            settled_at=factory.LazyFunction(timezone.now),
            last_error="Le serveur de courrier refuse cette adresse (550 inconnue).",
        )
        is_sent = factory.Trait(state=State.SENT, settled_at=factory.LazyFunction(timezone.now))
