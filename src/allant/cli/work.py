"""`allant work`: send the messages that wait and do the work that comes back."""

import json
import signal
import threading

import click

from allant.cli._platform import open_platform

__all__ = ["work"]


@click.command()
@click.option("--once", is_flag=True, help="Faire ce qui est dû, puis finir (pour cron).")
@click.option("--status", is_flag=True, help="Dire si un facteur travaille, ce qui attend et ce qui a échoué.")
@click.option("--json", "as_json", is_flag=True, help="Sortie lisible par un programme.")
def work(once: bool, status: bool, as_json: bool) -> None:
    """Envoyer les messages en attente et faire les tâches de fond, jusqu’à l’arrêt (SIGTERM ou Ctrl+C)."""
    open_platform()
    if status:
        _tell_status(as_json)
        return
    from allant.web.messaging.work import work as work_on

    handled = work_on(once=once, stop=_stopped_by_signals())
    if as_json:
        click.echo(json.dumps({"handled": handled}))
    else:
        click.echo(f"{handled} messages et tâches traités.")


def _stopped_by_signals() -> threading.Event:
    """Return an event that a signal sets: the message under way is finished first."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _tell_status(as_json: bool) -> None:
    from allant.web.messaging.queries import post_status

    status = post_status()
    if as_json:
        click.echo(json.dumps(status.as_json(), ensure_ascii=False, indent=2))
        return
    click.echo(f"Facteur : {'au travail' if status.workers else 'aucun (lancez allant work)'}")
    click.echo(f"Courriel : {'configuré' if status.has_mail else 'non configuré (ALLANT_MAIL_URL)'}")
    click.echo(f"SMS : {'configuré' if status.has_sms else 'non configuré (ALLANT_SMS_URL)'}")
    click.echo(
        f"Messages en attente : {status.waiting} ; lettres à imprimer : {status.letters} ; échecs : {status.failed}"
    )
    for job in status.jobs:
        click.echo(f"Tâche {job['name']} : {job['error'] or job['done_at'] or 'pas encore faite'}")
