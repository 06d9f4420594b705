"""The `allant` command: one module per noun, imported only when it is asked for.

Each module of this package holds a click command named like the module: `index.py` holds `index`. A noun that needs
Django imports it inside its commands, so that scoring files needs nothing of the web.
"""

import pkgutil
from importlib import import_module

import click

from allant import __version__
from allant.errors import InputError

__all__ = ["main"]

_BAD_INPUT = 2


class Nouns(click.Group):
    """A group whose commands are the modules of this package; bad input ends it with its three parts on stderr."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the nouns, in alphabetical order."""
        return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of one noun."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = getattr(import_module(f"{__name__}.{cmd_name}"), cmd_name)
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an input error is told, not traced."""
        try:
            return super().invoke(ctx)
        except InputError as error:
            click.echo(f"Valeur : {error.value}\nRègle : {error.rule}\nRemède : {error.remedy}", err=True)
            ctx.exit(_BAD_INPUT)


@click.command(cls=Nouns)
@click.version_option(__version__)
def main() -> None:
    """Allant : du test mobilité au changement mesuré."""
