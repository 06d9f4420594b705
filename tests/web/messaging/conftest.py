"""A mail server and an SMS gateway that really listen, on loopback."""

import pytest
from tests.web.messaging.servers import GatewayServer, SmtpServer, running


@pytest.fixture
def mail_server(settings):
    """A mail server that listens, and to which the settings point."""
    with running(SmtpServer()) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.fixture
def gateway(settings):
    """An SMS gateway that listens, and to which the settings point."""
    with running(GatewayServer()) as server:
        settings.SMS_URL, settings.SMS_TOKEN = server.url, "jeton"
        yield server
