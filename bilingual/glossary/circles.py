"""Circles in a graph: which nodes can reach each other."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def circles(steps: Mapping[Node, Sequence[Node]]) -> Iterator[list[Node]]:
    """The largest sets of two or more nodes that all lead to each other.

    Tarjan's algorithm (1972) with a stack of its own, so that no glossary is too deep for it.
    Every node that is led to must be among the keys.

    >>> list(circles({"a": ["b"], "b": ["a", "c"], "c": []}))
    [['b', 'a']]
    """
    order: dict[Node, int] = {}
    low: dict[Node, int] = {}
    open_nodes: dict[Node, None] = {}
    work: list[tuple[Node, Iterator[Node]]] = []

    def enter(node: Node) -> None:
        order[node] = low[node] = len(order)
        open_nodes[node] = None
        work.append((node, iter(steps[node])))

    for start in steps:
        if start not in order:
            enter(start)
        while work:
            node, following = work[-1]
            for step in following:
                if step not in order:
                    enter(step)
                    break
                if step in open_nodes:
                    low[node] = min(low[node], order[step])
            else:
                yield from _left(node, work, low, order, open_nodes)


def _left(
    node: Node,
    work: list[tuple[Node, Iterator[Node]]],
    low: dict[Node, int],
    order: dict[Node, int],
    open_nodes: dict[Node, None],
) -> Iterator[list[Node]]:
    work.pop()
    if work:
        low[work[-1][0]] = min(low[work[-1][0]], low[node])
    if low[node] == order[node]:
        yield from _closed(node, open_nodes)


def _closed(node: Node, open_nodes: dict[Node, None]) -> Iterator[list[Node]]:
    found = []
    while True:
        last, _ = open_nodes.popitem()
        found.append(last)
        if last == node:
            break
    if len(found) > 1:
        yield found
