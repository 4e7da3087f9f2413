"""What may be written in a template, and what each part of it pays while it is carried out.

Jinja's own tree of a template is looked through before it becomes code: what is not listed here is
refused with its line, and internal filters are put around whatever could take long. Their names
hold a sign that no template can write.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.visitor import NodeTransformer

PAY, LOOP, MADE, COMPARED, JOINED = "pay!", "loop!", "made!", "compared!", "joined!"

_STATEMENTS = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Macro,
    nodes.CallBlock, nodes.Block, nodes.With, nodes.Assign, nodes.AssignBlock, nodes.Include,
    nodes.Import, nodes.FromImport, nodes.Extends, nodes.Scope,
)  # fmt: skip
_EXPRESSIONS = (
    nodes.Name, nodes.NSRef, nodes.Const, nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair,
    nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.Call, nodes.Keyword, nodes.Filter, nodes.Test,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Concat,
    nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Neg, nodes.Pos,
)  # fmt: skip
_ALLOWED = frozenset((*_STATEMENTS, *_EXPRESSIONS))
_SAID = {
    nodes.Pow: "**",
    nodes.FilterBlock: "{% filter %}",
    nodes.ScopedEvalContextModifier: "{% autoescape %}",
}
# Each pays for its body whenever that is carried out.
_PAYING = (nodes.Template, nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)
_NAMING = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)


def bounded(tree: nodes.Template) -> nodes.Template:
    """Return a template's tree in which all pays for itself.

    Raises TemplateSyntaxError, with its line, for what templates may not use.
    """
    # Jinja does not say that what was visited is a template still.
    return _Rewriting().visit(tree)  # type: ignore[no-any-return]


def held_by(tree: nodes.Template) -> Iterator[str]:
    """Yield the names of the templates that a template includes, imports or extends."""
    for node in tree.find_all(_NAMING):
        # Each of these names a template, though Jinja's type of them all has none.
        named = node.template  # type: ignore[attr-defined]
        if not isinstance(named, nodes.Const) or not isinstance(named.value, str):
            raise TemplateSyntaxError("write the template's name out, in quotes.", node.lineno)
        yield named.value


class _Rewriting(NodeTransformer):
    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        """Visit what every node holds; refuse one that is not listed."""
        if type(node) not in _ALLOWED:
            said = _SAID.get(type(node), type(node).__name__)
            raise TemplateSyntaxError(f"templates can't use {said}.", node.lineno)
        size = _size_of_body(node)
        visited: nodes.Node = super().generic_visit(node, *args, **kwargs)
        if isinstance(visited, _PAYING):
            paid = _through(PAY, nodes.Const(size, lineno=visited.lineno))
            visited.body.insert(0, nodes.ExprStmt(paid, lineno=visited.lineno))
        return visited

    def visit_For(self, node: nodes.For) -> nodes.Node:
        if node.recursive:
            raise TemplateSyntaxError("templates can't use 'recursive' loops.", node.lineno)
        self.generic_visit(node)
        node.iter = _through(LOOP, node.iter)
        return node

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.Node:
        if node.filter is not None:
            raise TemplateSyntaxError("put the filter where it is printed.", node.lineno)
        return self.generic_visit(node)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        return _through(JOINED, nodes.List(node.nodes, lineno=node.lineno))

    def visit_List(self, node: nodes.List) -> nodes.Node:
        return _through(MADE, self.generic_visit(node))

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:
        visited = self.generic_visit(node)
        return _through(MADE, visited) if node.ctx == "load" else visited

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:
        if not all(isinstance(pair.key, nodes.Const) for pair in node.items):
            raise TemplateSyntaxError("write a dictionary's keys out, in quotes.", node.lineno)
        return _through(MADE, self.generic_visit(node))

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:
        visited = self.generic_visit(node)
        return _through(MADE, visited) if isinstance(node.arg, nodes.Slice) else visited

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:
        self.generic_visit(node)
        node.expr = _through(COMPARED, node.expr)
        for operand in node.ops:
            operand.expr = _through(COMPARED, operand.expr)
        return node


def _through(name: str, node: nodes.Node) -> nodes.Filter:
    """Put one of our own filters around an expression."""
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _size_of_body(node: nodes.Node) -> int:
    """Return how many steps the body of a node takes, without what pays for itself."""
    if not isinstance(node, _PAYING):
        return 0
    return 1 + sum(map(_size, node.body))


def _size(node: nodes.Node) -> int:
    left_out = ("body",) if isinstance(node, _PAYING) else ()
    return 1 + sum(map(_size, node.iter_child_nodes(exclude=left_out)))
