"""The templates put nothing into a page as it is: their environment escapes nothing by itself."""

from collections.abc import Iterator

import pytest
from jinja2 import Environment, nodes

from support.notes import ROOT

TEMPLATES = sorted((ROOT / "overrides").rglob("*.html"))
# What is HTML already: rendered Markdown, and headings as the table of contents has them.
HTML = {"tekst.html", "overskrift.title"}
# An address below the site, made of ids and file names; data, in which «<» is written otherwise.
SAFE = {"e", "tojson", "url"}


def unsafe(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield what of an expression would reach the page as it is."""
    match node:
        case nodes.Filter(name=name) if name in SAFE:
            return
        case nodes.Const() | nodes.TemplateData() | nodes.Call():  # a macro's text, or a block's
            return
        case nodes.Getitem(node=nodes.Dict()):  # the words of the language, all written there
            return
        case nodes.CondExpr():
            yield from unsafe(node.expr1)
            if node.expr2:
                yield from unsafe(node.expr2)
        case _ if written(node) not in HTML:
            yield node


def written(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{written(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""


def found(source: str) -> list[str]:
    tree = Environment().parse(source)  # noqa: S701  nothing is rendered
    outputs = [part for one in tree.find_all(nodes.Output) for part in one.nodes]
    return [f"line {node.lineno}: {node}" for part in outputs for node in unsafe(part)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_word_is_escaped_where_it_is_put_in(path: str) -> None:
    assert found((ROOT / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "{{ config.extra.notat.tittel }}",
        "<p>{{ page.title | striptags }}",
        '{{ page.title | d("x", true) }}',
        "{{ 'a' if x else page.title }}",
        "{% if x %}{% for y in z %}{{ y.hva }}{% endfor %}{% endif %}",
        '{{ "a" ~ page.title }}',
    ],
)
def test_a_word_that_is_not_is_found(source: str) -> None:
    assert len(found(source)) == 1
