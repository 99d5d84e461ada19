"""`esmiuca`: the command line. Each command is a file of its own, loaded only when it is asked for.

Loading lazily keeps `esmiuca predict` free of PyTorch and quick to start.
"""

from __future__ import annotations

import errno
import importlib
import sys
from contextlib import suppress

import click

from esmiuca import __version__
from esmiuca.cli.output import watch_output
from esmiuca.errors import EsmiucaError, OutputError
from esmiuca.streams import speak_anywhere, visible

COMMANDS = {
    "serve": "Serve the page and the HTTP interface on this machine.",
    "predict": "Read the digit in pictures.",
    "train": "Train the network on MNIST, or another network, or on other pictures.",
    "train-gan": "Train a generator of digits and its discriminator.",
    "evaluate": "Measure the shipped network.",
    "export": "Write a trained network as ONNX with its manifest.",
    "card": "Write the model card from the manifest and what was measured.",
    "lab": "Write and measure the networks that the chapters compare.",
    "studio": "Record the training runs that the page plays without a server.",
    "gan": "Write and measure the generator of digits and its discriminator.",
}


class LazyGroup(click.Group):
    """A group that imports `esmiuca.cli.NAME` when the command NAME is used, and turns our errors into one sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        return getattr(importlib.import_module(f"esmiuca.cli.{name}"), name)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            # A shell's * may give a file's name for an option.
            said = error.format_message()
            if (shown := visible(said, kept="\n\t")) == said:
                raise
            raise click.UsageError(shown, error.ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # The summaries are here, so that --help imports nothing heavy.
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Without a command, `esmiuca` serves the page and opens it.",
)
@click.version_option(__version__, prog_name="esmiuca")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Esmiúça: draw a digit, see the percentages, open any number."""
    if ctx.invoked_subcommand is None:
        serve = cli.get_command(ctx, "serve")
        assert serve is not None
        # As if it were typed, so that it heeds the environment.
        with serve.make_context("serve", ["--open"], parent=ctx) as typed:
            serve.invoke(typed)


def main() -> None:
    """Entry point: bad input ends in one sentence on stderr and exit code 2."""
    speak_anywhere()
    output = watch_output()
    try:
        code = run()
    except (EsmiucaError, OSError) as error:
        told = sentence(error)
        if isinstance(error, OutputError):
            output.give_up()
        with suppress(OSError):  # nowhere to say it
            click.echo(f"esmiuca: {visible(told)}", err=True)
        code = 2
    sys.exit(code)


def run() -> str | int | None:
    """The command's exit code, once all that it printed is written."""
    try:
        cli.main(prog_name="esmiuca", standalone_mode=True)
    except SystemExit as ended:
        with suppress(BrokenPipeError):  # whoever read it has seen enough
            sys.stdout.flush()
        return ended.code


NO_FAULT_OF_OURS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS)


def sentence(error: EsmiucaError | OSError) -> str:
    """What a person is told. Raises the error again where it is about nothing that they gave."""
    if isinstance(error, EsmiucaError):
        return str(error)
    if error.filename is not None:
        return f"{error.filename} can't be used ({error.strerror}); give a path that can."
    if error.errno in NO_FAULT_OF_OURS:
        return f"a file can't be written ({error.strerror}); free some space, or name another folder."
    raise error


if __name__ == "__main__":
    main()
