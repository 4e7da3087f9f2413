"""Many phrases looked for in a text at once, in time that grows with the text alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from toptips.model.spellings import ANY, spellings

# The number of a phrase, the place of its first word and of the word after its last.
Hit = tuple[int, int, int]


@dataclass(slots=True)
class _Node:
    """What may follow after some words: whole words, and beginnings of words by their length."""

    whole: dict[str, _Node] = field(default_factory=dict)
    begun: dict[int, dict[str, _Node]] = field(default_factory=dict)
    ends: list[int] = field(default_factory=list)

    def after(self, pattern: str) -> _Node:
        """Return the node after one word of a phrase, made if it is new."""
        nodes, word = self.whole, pattern
        if pattern.endswith(ANY):
            word = pattern[:-1]
            nodes = self.begun.setdefault(len(word), {})
        # Not by setdefault: most nodes are there, and making one takes longer than all the rest.
        if (node := nodes.get(word)) is None:
            node = nodes[word] = _Node()
        return node

    def reached_by(self, word: str) -> Iterator[_Node]:
        if word in self.whole:
            yield self.whole[word]
        for length, by_stem in self.begun.items():
            if (node := by_stem.get(word[:length])) is not None:
                yield node


class _Reached(dict[str, "_Reached | None"]):
    """All nodes that some words of a text have reached; by the next word, what that reaches."""

    def __init__(self, nodes: Iterable[_Node]) -> None:
        super().__init__()
        self.nodes = tuple(nodes)
        self.ends = tuple(sorted({number for node in self.nodes for number in node.ends}))
        self.leads_on = any(node.whole or node.begun for node in self.nodes)

    def __missing__(self, word: str) -> _Reached | None:
        nodes = [after for node in self.nodes for after in node.reached_by(word)]
        found = self[word] = _Reached(nodes) if nodes else None
        return found


class Phrases:
    """The phrases of a codebook, by number, in all spellings that they find."""

    def __init__(self, phrases: Iterable[str]) -> None:
        root = _Node()
        for number, phrase in enumerate(phrases):
            for words in spellings(phrase):
                node = root
                for word in words:
                    node = node.after(word)
                node.ends.append(number)
        self._root = _Reached([root])

    def within(self, words: Sequence[str]) -> list[Hit]:
        """Return where phrases stand in the words of a text, by their first word."""
        hits: list[Hit] = []
        root, length = self._root, len(words)
        for start, word in enumerate(words):
            reached = root[word]
            end = start + 1
            while reached is not None:
                for number in reached.ends:
                    hits.append((number, start, end))
                if end == length or not reached.leads_on:
                    break
                reached = reached[words[end]]
                end += 1
        return hits
