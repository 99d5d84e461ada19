"""The pages that are made from the code: every command, every HTTP address, what `import esmiuca` exports."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click


def command_line() -> str:
    """Every command of `esmiuca`, as Markdown."""
    from esmiuca.cli.main import cli

    return "\n\n".join(_commands(cli, "esmiuca", None))


def _commands(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    context = click.Context(command, info_name=name.rsplit(" ", 1)[-1], parent=parent)
    yield f"## {name}"
    yield _paragraphs(inspect.cleandoc(command.help or ""))
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    yield f"```\n{usage}\n```"
    options = [
        record for option in command.get_params(context) if (record := option.get_help_record(context))
    ]
    options = [(names, said) for names, said in options if "--help" not in names]
    if options:
        rows = [f"| `{_cell(names)}` | {_cell(said)} |" for names, said in options]
        yield "\n".join(["| option | what it does |", "| --- | --- |", *rows])
    if command.epilog:
        yield _paragraphs(command.epilog)
    if isinstance(command, click.Group):
        for key in command.list_commands(context):
            child = command.get_command(context, key)
            assert child is not None, key
            yield from _commands(child, f"{name} {key}", context)


def _paragraphs(text: str) -> str:
    return "\n\n".join(_paragraph(part) for part in text.split("\n\n") if part.strip())


def _paragraph(text: str) -> str:
    # click leaves a paragraph's lines as they are after a \b; in code they stay so here too.
    kept = text.removeprefix("\b\n")
    return " ".join(text.split()) if kept == text else f"```\n{textwrap.dedent(kept)}\n```"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")


def python() -> str:
    """What `import esmiuca` exports, as Markdown: classes with their methods, then the errors' tree."""
    import esmiuca
    from esmiuca import errors
    from esmiuca.inference import PlacedPrediction

    exported = [getattr(esmiuca, name) for name in esmiuca.__all__ if name != "__version__"]
    classes = [one for one in exported if not issubclass(one, errors.EsmiucaError)]
    parts = [part for one in [*classes, PlacedPrediction] for part in _class(one)]
    tree = inspect.cleandoc(errors.__doc__ or "").split("\n\n")[1]
    rows = [
        [f"`{one.__name__}`", inspect.getdoc(one) or ""]
        for one in exported
        if issubclass(one, errors.EsmiucaError)
    ]
    return "\n\n".join([*parts, "## Errors", f"```\n{tree}\n```", _table(["exported", "what it says"], rows)])


def _class(one: type) -> Iterator[str]:
    yield f"## {one.__name__}"
    yield inspect.getdoc(one) or ""
    fields = inspect.get_annotations(one)
    if "__init__" in vars(one) and not fields:
        yield _signature(vars(one)["__init__"], one.__name__)
    if fields:
        yield "\n".join(["```python", *(f"{name}: {kind}" for name, kind in fields.items()), "```"])
    for name, member in vars(one).items():
        if name.startswith("_"):
            continue
        if isinstance(member, property):
            yield f"### {one.__name__}.{name}"
            yield inspect.getdoc(member) or ""
        elif inspect.isfunction(member):
            yield f"### {one.__name__}.{name}"
            yield _signature(member, name)
            yield inspect.getdoc(member) or ""


def _signature(function: Callable[..., Any], name: str) -> str:
    # As it is written: an evaluated annotation is longer than the name that it goes by.
    written = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(written, ast.FunctionDef)
    of = _arguments(written.args)
    gives = f" -> {ast.unparse(written.returns)}" if written.returns and name == function.__name__ else ""
    line = f"{name}({', '.join(of)}){gives}"
    if len(line) > 90:
        line = "\n".join(
            [f"{name}(", *(f"    {one}," if one != "*" else "    *," for one in of), f"){gives}"]
        )
    return f"```python\n{line}\n```"


def _arguments(args: ast.arguments) -> list[str]:
    """Each argument with its type and default, without `self`."""
    plain = [*args.posonlyargs, *args.args]
    defaults = [None] * (len(plain) - len(args.defaults)) + list(args.defaults)
    pairs = list(zip(plain, defaults, strict=True))[1:]
    named = list(zip(args.kwonlyargs, args.kw_defaults, strict=True))
    return [
        *(_argument(arg, default) for arg, default in pairs),
        *(["*"] if named else []),
        *(_argument(arg, default) for arg, default in named),
    ]


def _argument(arg: ast.arg, default: ast.expr | None) -> str:
    return ast.unparse(arg) + (f" = {ast.unparse(default)}" if default is not None else "")


def http() -> str:
    """Every address of the server, as Markdown."""
    from esmiuca.server.app import create_app
    from esmiuca.server.detector import TensorDetector

    with TemporaryDirectory() as runs:
        description = create_app(TensorDetector(threads=1), runs=Path(runs)).openapi()
    parts = [description["info"]["description"]]
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            parts += _operation(method.upper(), path, operation)
    parts.append("## What is sent and answered")
    for name, schema in description["components"]["schemas"].items():
        parts += [f"### {name}", *_schema(schema)]
    return "\n\n".join(parts)


def _operation(method: str, path: str, operation: dict[str, Any]) -> Iterator[str]:
    yield f"## {method} {path}"
    yield "\n\n".join(filter(None, [f"**{operation.get('summary', '')}**", operation.get("description")]))
    rows = [
        [f"`{p['name']}` in the {p['in']}", _type(p["schema"]), p.get("description", "")]
        for p in operation.get("parameters", [])
    ]
    if body := operation.get("requestBody"):
        kinds = ", ".join(f"`{kind}`" for kind in body["content"])
        schemas = {_type(content.get("schema", {})): None for content in body["content"].values()}
        rows.append([f"body: {kinds}", " or ".join(schemas), body.get("description", "")])
    if rows:
        yield _table(["takes", "type", ""], rows)
    answers = []
    for status, response in operation["responses"].items():
        kinds = response.get("content", {}) or {"": {}}
        for kind, content in kinds.items():
            answers.append(
                [
                    status,
                    f"`{kind}`" if kind else "",
                    _type(content.get("schema", {})),
                    response["description"],
                ]
            )
    yield _table(["answers", "as", "type", ""], answers)


def _schema(schema: dict[str, Any]) -> Iterator[str]:
    if schema.get("description"):
        yield " ".join(schema["description"].split())
    required = set(schema.get("required", []))
    rows = [
        [
            f"`{name}`",
            _type(entry),
            "needed" if name in required else _default(entry),
            entry.get("description", ""),
        ]
        for name, entry in schema.get("properties", {}).items()
    ]
    if rows:
        yield _table(["field", "type", "", ""], rows)
    elif "enum" in schema:
        yield ", ".join(f"`{value}`" for value in schema["enum"])


def _default(entry: dict[str, Any]) -> str:
    return f"`{entry['default']}` if absent" if entry.get("default") is not None else "may be absent"


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return " or ".join(_type(one) for one in schema[key])
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    kind = schema.get("format") or schema.get("type", "anything")
    limits = [
        f"{sign} {schema[key]}"
        for key, sign in {
            "minimum": "≥",
            "exclusiveMinimum": ">",
            "maximum": "≤",
            "exclusiveMaximum": "<",
        }.items()
        if key in schema
    ]
    return ", ".join([str(kind), *limits])


def _table(header: list[str], rows: list[list[str]]) -> str:
    if not any(row[-1] for row in rows):  # nothing is said in the last column
        header, rows = header[:-1], [row[:-1] for row in rows]
    lines = [header, ["---"] * len(header), *[[_cell(cell) for cell in row] for row in rows]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
