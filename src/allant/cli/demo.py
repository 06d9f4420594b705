"""`allant demo`: the whole platform on this machine, with a fictional territory."""

import json
import os
import socket
import threading
import time
from typing import Any

import click

from allant.cli._platform import make_secret, start_django
from allant.errors import InputError

__all__ = ["demo"]

ADDRESS = "127.0.0.1"
THREADS = 8
HIGHEST_PORT = 65535
QUEUE = 128


@click.command()
@click.option("--port", type=click.IntRange(1, HIGHEST_PORT), default=8000, show_default=True, help="Port à ouvrir.")
@click.option("--prepare-only", is_flag=True, help="Tout préparer, sans servir les pages.")
@click.option("--json", "as_json", is_flag=True, help="Résumé lisible par un programme, seul sur la sortie standard.")
def demo(port: int, prepare_only: bool, as_json: bool) -> None:
    """Ouvrir la plateforme sur cette machine, avec le territoire fictif du Val d’Allant."""
    door = None if prepare_only else _open_door(port)
    _set_environment(port)
    start_django()
    summary = _prepare()
    if as_json:
        click.echo(json.dumps(summary, ensure_ascii=False, indent=2))
    else:
        _say_what_is_ready(summary, None if door is None else port)
    if door is not None:
        _serve(door)


def _open_door(port: int) -> socket.socket:
    """Take the port before anything else: a port that is taken is told at once."""
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((ADDRESS, port))
        door.listen(QUEUE)
    except OSError as error:
        door.close()
        raise InputError(
            value=port,
            rule=f"Le port {port} est déjà pris, ou interdit, sur cette machine ({error.strerror}).",
            remedy=f"Choisissez-en un autre : PORT={port + 1 if port < HIGHEST_PORT else 8001} make demo",
        ) from error
    return door


def _set_environment(port: int) -> None:
    """Settings of a real installation, but for HTTPS, which a single machine does without.

    Links given to people name the port: they open on this machine.
    """
    os.environ.setdefault("ALLANT_URL", f"http://{ADDRESS}:{port}")
    os.environ["ALLANT_DEBUG"] = "0"
    os.environ["ALLANT_HTTPS"] = "0"
    os.environ.setdefault("ALLANT_HOSTS", "127.0.0.1,localhost")
    if not os.environ.get("ALLANT_SECRET_KEY") and not os.environ.get("ALLANT_SECRET_KEY_FILE"):
        os.environ["ALLANT_SECRET_KEY_FILE"] = str(make_secret())


def _prepare() -> dict[str, Any]:
    from django.core.management import call_command
    from django.utils import timezone

    from allant.web.demo.actions import load
    from allant.web.demo.grounding import prepare_change, prepare_ground, prepare_study
    from allant.web.demo.queries import demo_summary

    started = time.monotonic()
    _say("Base de données…")
    call_command("migrate", verbosity=0)
    today = timezone.localdate()
    has_new = [step(as_of=today, tell=_say) for step in (load, prepare_ground, prepare_study, prepare_change)]
    if any(has_new):
        _say(f"Val d’Allant est prêt, en {time.monotonic() - started:.0f} s.")
    else:
        _say("Val d’Allant est déjà là : rien ne change.")
    return demo_summary().as_json()


def _say(text: str) -> None:
    click.echo(f"· {text}", err=True)


def _say_what_is_ready(summary: dict[str, Any], port: int | None) -> None:
    from allant.web.demo.queries import visit_code

    click.echo(
        f"{summary['people']} personnes fictives, {summary['assessments']} tests et bilans, {summary['exits']} sorties."
    )
    if port is not None:
        click.echo(f"\nAllant est ouvert : http://{ADDRESS}:{port}/   (arrêter : Ctrl+C)")
    click.echo("\nComptes de démonstration :")
    for account in summary["accounts"]:
        click.echo(f"  {account['role']:<13} {account['login']:<32} {account['password']}")
    code = visit_code()
    if code is not None:
        click.echo(f"\nCode d’un test à remettre, connecté comme conseillère : {code}")


def _serve(door: socket.socket) -> None:
    from waitress import serve  # type: ignore[import-untyped]  # no stubs in the environment

    from allant.web.config.wsgi import application
    from allant.web.messaging.work import work

    # No mail server is named in a demonstration: messages wait, the page says so, and the daily work is done.
    threading.Thread(target=work, name="allant work", daemon=True).start()
    serve(application, sockets=[door], threads=THREADS, ident="", _quiet=True)
