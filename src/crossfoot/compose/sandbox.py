"""The template of a narrative, run where it can do no harm: a narrow language, bounded in size and in output.

Jinja's own sandbox keeps a template from the interpreter, but not from filling the memory ("a" * 10**9). Prose needs
names, attributes, conditions, short loops and a few filters; nothing else is let through, so that nothing can grow.
"""

from __future__ import annotations

from typing import Any

from crossfoot.model.errors import Unreadable

LIMIT_SOURCE_CHARS = 500_000
LIMIT_OUTPUT_CHARS = 2_000_000
LIMIT_LOOPS = 2  # inside each other
_NODES = (
    "Template", "Output", "TemplateData", "If", "For", "Name", "Getattr", "Getitem", "Const", "Compare", "Operand",
    "And", "Or", "Not", "CondExpr", "Filter", "Assign", "Test", "NSRef",
)  # fmt: skip
_FILTERS = ("capitalize", "lower", "upper", "first", "last", "length")
_TESTS = ("defined", "undefined", "none")


def rendered(source: str, context: dict[str, Any], name: str) -> str:
    """The text that a template gives. Raises Unreadable, with the line, for whatever is wrong in it."""
    try:
        import jinja2
        from jinja2.sandbox import ImmutableSandboxedEnvironment
    except ImportError:
        raise Unreadable(name, "building needs an extra", remedy="pip install 'crossfoot[build]'") from None
    if len(source) > LIMIT_SOURCE_CHARS:
        raise Unreadable(name, f"longer than the limit of {LIMIT_SOURCE_CHARS} characters")
    environment = ImmutableSandboxedEnvironment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    environment.globals.clear()
    try:
        tree = environment.parse(source)
        _narrow(tree, name, 0)
        pieces, length = [], 0
        for piece in environment.from_string(source).generate(context):
            length += len(piece)
            if length > LIMIT_OUTPUT_CHARS:
                raise Unreadable(name, f"gives more than the limit of {LIMIT_OUTPUT_CHARS} characters")
            pieces.append(piece)
    except jinja2.TemplateSyntaxError as error:
        raise Unreadable(name, str(error.message), place=f"line {error.lineno}", remedy="mend the template") from None
    except (jinja2.UndefinedError, jinja2.exceptions.SecurityError) as error:
        remedy = "name a line item or segment of the package (docs/books.md)"
        raise Unreadable(name, str(error.message), place=_line(error), remedy=remedy) from None
    except TypeError as error:
        raise Unreadable(name, str(error), place=_line(error), remedy="mend the expression") from None
    return "".join(pieces)


def _narrow(node: Any, name: str, loops: int) -> None:
    """Raises Unreadable for what a narrative has no need of."""
    kind = type(node).__name__
    place = f"line {node.lineno}"
    if kind not in _NODES:
        raise Unreadable(
            name, f"{kind.lower()} is not among what a narrative may use", place=place, remedy="say it plainly"
        )
    if kind == "Filter" and node.name not in _FILTERS:
        raise Unreadable(
            name, f"the filter {node.name} is not known", place=place, remedy=f"there are {', '.join(_FILTERS)}"
        )
    if kind == "Test" and node.name not in _TESTS:
        raise Unreadable(
            name, f"the test {node.name} is not known", place=place, remedy=f"there are {', '.join(_TESTS)}"
        )
    loops += kind == "For"
    if loops > LIMIT_LOOPS:
        raise Unreadable(name, f"more than {LIMIT_LOOPS} loops inside each other", place=place, remedy="write it out")
    for child in node.iter_child_nodes():
        _narrow(child, name, loops)


def _line(error: BaseException) -> str | None:
    """The template's line that an error came from: the last frame of its traceback that is the template's."""
    found, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            found = f"line {trace.tb_lineno}"
        trace = trace.tb_next
    return found
