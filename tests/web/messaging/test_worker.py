"""The worker, in processes of its own: killed, stopped, doubled, locked out."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.utils import timezone
from tests.web import factories
from tests.web.messaging.servers import SmtpServer, running

from allant.parameters import parameter
from allant.web.messaging import delivery, queries, queue
from allant.web.messaging.enums import Channel, State
from allant.web.messaging.models import Message, Worker
from allant.web.messaging.work import work

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_S = 120
"""A busy machine is slow, not wrong."""
only_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite locks the whole database")
only_postgres = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL locks rows")


@pytest.fixture
def message(house):
    return factories.MessageFactory(organisation=house.platform)


def again(message):
    message.refresh_from_db()
    return message


def database_url():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.fixture
def started():
    """Start `allant work` in a process that sends by a server; none survives the test."""
    processes = []

    def start(server, *options):
        processes.append(
            subprocess.Popen(
                [sys.executable, "-c", "from allant.cli import main; main()", "work", *options],
                env=os.environ | {"DATABASE_URL": database_url(), "ALLANT_MAIL_URL": f"smtp://127.0.0.1:{server.port}"},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def holding(**replies):
    """A mail server that takes the text of a mail and does not say yet that it took it."""
    server = SmtpServer()
    server.hold.clear()
    server.replies |= replies
    return server


def end_of_lease(message):
    Message.objects.filter(pk=message.pk).update(leased_until=timezone.now())


def test_message_of_a_worker_that_is_killed_leaves_once_its_lease_ends(message, started, settings):
    with running(holding()) as server:
        worker = started(server)
        assert server.arrived.wait(PATIENCE_S), worker.communicate(timeout=1)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait(PATIENCE_S)
        server.hold.set()
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        assert again(message).state == State.SENDING
        assert delivery.send_due() == 0
        end_of_lease(message)
        assert delivery.send_due() == 1
        identifiers = [re.search(rb"Message-ID: (<.*>)", text)[1] for _, text in server.mails]
    assert (again(message).state, message.attempts) == (State.SENT, 2)
    # Killed between the server's acceptance and our commit: it leaves twice, under one identifier.
    assert len(identifiers) == 2
    assert len(set(identifiers)) == 1


def test_message_of_a_worker_killed_before_the_server_took_it_arrives_once(message, house, mail_server):
    queue.claim(channels=[Channel.EMAIL], now=timezone.now())
    assert work(once=True) == len(queries.post_status().jobs)
    end_of_lease(message)
    work(once=True)
    assert [recipient for recipient, _ in mail_server.mails] == [message.address]


def test_message_that_kills_every_worker_ends_by_failing(message, mail_server):
    for _ in range(int(parameter("messaging/most_tries"))):
        assert queue.claim(channels=[Channel.EMAIL], now=timezone.now()) is not None
        end_of_lease(message)
    assert delivery.send_due() == 0
    assert (again(message).state, message.last_error) == (State.FAILED, queue.INTERRUPTED)


def test_worker_that_lost_its_lease_does_not_undo_what_the_other_did(message):
    mine = queue.claim(channels=[Channel.EMAIL], now=timezone.now())
    end_of_lease(message)
    theirs = queue.claim(channels=[Channel.EMAIL], now=timezone.now())
    assert queue.mark_sent(theirs)
    assert not queue.put_back(mine, error="trop tard")
    assert again(message).state == State.SENT


def test_worker_told_to_stop_finishes_the_message_under_way(message, started):
    with running(holding()) as server:
        worker = started(server)
        assert server.arrived.wait(PATIENCE_S), worker.communicate(timeout=1)
        assert queries.living_workers() == 1
        worker.terminate()
        server.hold.set()
        said, _ = worker.communicate(timeout=PATIENCE_S)
    assert worker.returncode == 0, said
    assert again(message).state == State.SENT
    assert queries.living_workers() == 0
    assert Worker.objects.get().stopped_at is not None


def test_worker_that_is_silent_is_held_for_dead():
    now = timezone.now()
    Worker.objects.create(name="mort", started_at=now, seen_at=now - timedelta(minutes=10))
    assert queries.living_workers() == 0


def test_two_workers_send_each_message_once(house, mail_server):
    messages = factories.MessageFactory.create_batch(30, organisation=house.platform)

    def works():
        work(once=True)
        connection.close()

    workers = [threading.Thread(target=works) for _ in range(3)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert sorted(recipient for recipient, _ in mail_server.mails) == sorted(each.address for each in messages)
    assert set(Message.objects.values_list("state", "attempts")) == {(State.SENT, 1)}


@only_postgres
def test_message_that_another_worker_is_taking_is_passed_over(message, house):
    other = factories.MessageFactory(organisation=house.platform)
    taken, release = threading.Event(), threading.Event()

    def takes():
        with transaction.atomic():
            Message.objects.select_for_update().get(pk=message.pk)
            taken.set()
            release.wait(PATIENCE_S)
        connection.close()

    worker = threading.Thread(target=takes)
    worker.start()
    taken.wait(PATIENCE_S)
    try:
        assert queue.claim(channels=[Channel.EMAIL], now=timezone.now()) == other
        assert queue.claim(channels=[Channel.EMAIL], now=timezone.now()) is None
    finally:
        release.set()
        worker.join()


@pytest.fixture
def locked():
    """Lock the database from outside, and do not wait long for it here."""
    stranger = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, check_same_thread=False)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    yield stranger
    stranger.close()
    connection.close()


@only_sqlite
def test_locked_database_makes_the_worker_wait_and_loses_nothing(message, mail_server, locked, monkeypatch, caplog):
    stop = threading.Event()
    locked.execute("BEGIN IMMEDIATE")

    def unlocks_then_stops(_seconds):
        if locked.in_transaction:
            locked.execute("ROLLBACK")
        else:
            stop.set()

    monkeypatch.setattr(stop, "wait", unlocks_then_stops)
    work(stop=stop)
    assert "The database does not answer" in caplog.text
    assert again(message).state == State.SENT
    assert len(mail_server.mails) == 1


@only_sqlite
def test_database_locked_after_the_sending_does_not_make_the_message_leave_twice(
    message, mail_server, locked, monkeypatch
):
    monkeypatch.setattr(delivery.time, "sleep", lambda _seconds: locked.execute("ROLLBACK"))
    sent = delivery.mail.Mail.send

    def locks_afterwards(self, message):
        receipt = sent(self, message)
        locked.execute("BEGIN IMMEDIATE")
        return receipt

    monkeypatch.setattr(delivery.mail.Mail, "send", locks_afterwards)
    assert delivery.send_due() == 1
    assert (again(message).state, len(mail_server.mails)) == (State.SENT, 1)


def test_status_says_what_waits_and_what_is_missing(message, house, started):
    factories.MessageFactory(organisation=house.platform, is_failed=True)
    factories.MessageFactory(organisation=house.platform, is_letter=True)
    with running(SmtpServer()) as server:
        process = started(server, "--status")
        said, _ = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0, said
    assert "Facteur : aucun" in said
    assert "SMS : non configuré (ALLANT_SMS_URL)" in said
    assert "Messages en attente : 1 ; lettres à imprimer : 1 ; échecs : 1" in said
