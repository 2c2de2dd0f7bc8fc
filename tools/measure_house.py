# SPDX-License-Identifier: GPL-2.0-or-later
"""Measure how a package is built: ``python -m tools.measure_house NAME=FOLDER...`` prints a table.

The measures of docs/decisions/0006-house.md. Each folder is a package of Python files; nothing of
it is imported. Patterns are counted outside of folders called ``phrases``, where they are data.
"""

import ast
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DIALECT = re.compile(r"\b(?:told|said|tells?|at hand|anew|nobody)\b", re.IGNORECASE)
"""Words of a private dialect (docs/terms.md) that can be counted without their context."""
WORD = re.compile(r"[A-Za-z']+")
PATTERN_MADE = re.compile(r"\b(?:re\.compile|(?<!def )lazy_pattern)\(")
LONG = 60
_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class House:
    """The measures of one package."""

    files: int
    lines: int
    largest_folder: tuple[int, str]
    shared_names: float
    """Share of top-level functions and classes whose name another module defines too."""
    shared_public: float
    dialect: float
    """Words of the dialect per 1,000 words of docstrings."""
    comments: float
    """Share of lines that are comments alone."""
    patterns: int
    """Calls of ``re.compile`` and of its stand-in ``lazy_pattern`` outside phrases/."""
    length_p90: int
    longest: int
    over_sixty: int

    def cells(self) -> dict[str, str]:
        """Return the measures as the rows of the table."""
        folder = f"{self.largest_folder[0]} ({self.largest_folder[1]})"
        return {
            "files": f"{self.files}",
            "lines": f"{self.lines:,}",
            "largest folder, files": folder,
            "top-level names that several modules define": f"{self.shared_names:.1%}",
            "the same, public names": f"{self.shared_public:.1%}",
            "dialect words per 1,000 docstring words": f"{self.dialect:.1f}",
            "comment lines": f"{self.comments:.1%}",
            "`re.compile` and `lazy_pattern` outside phrases/": f"{self.patterns}",
            "function length, p90": f"{self.length_p90}",
            "longest function": f"{self.longest}",
            f"functions over {LONG} lines": f"{self.over_sixty}",
        }


def measure(root: Path) -> House:
    """Read every Python file below a folder and count."""
    files = sorted(root.rglob("*.py"))
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    trees = {file: ast.parse(text) for file, text in texts.items()}
    prose = " ".join(one for tree in trees.values() for one in docstrings(tree))
    lengths = sorted(one for tree in trees.values() for one in function_lengths(tree))
    lines = [line for text in texts.values() for line in text.splitlines()]
    folders = Counter(file.parent for file in files)
    largest, count = max(folders.items(), key=lambda item: item[1])
    return House(
        files=len(files),
        lines=len(lines),
        largest_folder=(count, str(largest.relative_to(root.parent))),
        shared_names=shared(trees, private=True),
        shared_public=shared(trees, private=False),
        dialect=1000 * len(DIALECT.findall(prose)) / max(1, len(WORD.findall(prose))),
        comments=sum(line.lstrip().startswith("#") for line in lines) / len(lines),
        patterns=sum(
            len(PATTERN_MADE.findall(text))
            for file, text in texts.items()
            if "phrases" not in file.parts
        ),
        length_p90=lengths[int(len(lengths) * 0.9)],
        longest=lengths[-1],
        over_sixty=sum(one > LONG for one in lengths),
    )


def shared(trees: dict[Path, ast.Module], *, private: bool) -> float:
    """Return the share of top-level definitions whose name several modules define."""
    where: defaultdict[str, set[Path]] = defaultdict(set)
    for file, tree in trees.items():
        for node in tree.body:
            if isinstance(node, _Function | ast.ClassDef):
                where[node.name].add(file)
    counts = [len(found) for name, found in where.items() if private or not name.startswith("_")]
    return sum(one for one in counts if one > 1) / max(1, sum(counts))


def shared_names(trees: dict[Path, ast.Module]) -> list[tuple[str, int]]:
    """Return the names that most modules define, with how many do."""
    names = Counter(
        name
        for tree in trees.values()
        for name in {n.name for n in tree.body if isinstance(n, _Function | ast.ClassDef)}
    )
    return [(name, count) for name, count in names.most_common() if count > 1]


def docstrings(tree: ast.Module) -> Iterator[str]:
    """Return the docstrings of a module, also those below its constants and fields."""
    for node in ast.walk(tree):
        if isinstance(node, _Documented):
            yield ast.get_docstring(node) or ""
        if isinstance(node, ast.Module | ast.ClassDef):
            for before, after in zip(node.body, node.body[1:], strict=False):
                if isinstance(before, ast.Assign | ast.AnnAssign) and _is_text(after):
                    yield after.value.value  # type: ignore[attr-defined]  # _is_text has looked


def _is_text(node: ast.stmt) -> bool:
    """Return whether a statement is a bare string."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def function_lengths(tree: ast.Module) -> Iterator[int]:
    """Return the lines of each function, methods and inner ones included."""
    for node in ast.walk(tree):
        if isinstance(node, _Function):
            yield (node.end_lineno or node.lineno) - node.lineno + 1


def table(houses: dict[str, House]) -> str:
    """Return the measures side by side, in Markdown."""
    cells = {name: house.cells() for name, house in houses.items()}
    rows = next(iter(cells.values()))
    lines = [f"| measure | {' | '.join(cells)} |", f"|---|{'---:|' * len(cells)}"]
    lines += [f"| {row} | {' | '.join(one[row] for one in cells.values())} |" for row in rows]
    return "\n".join(lines)


def main(words: list[str]) -> int:
    """Print the table; with ``--names FOLDER``, the names that several modules define instead."""
    if words[:1] == ["--names"]:
        files = sorted(Path(words[1]).rglob("*.py"))
        trees = {one: ast.parse(one.read_text(encoding="utf-8")) for one in files}
        print("\n".join(f"{count:3} {name}" for name, count in shared_names(trees)))
        return 0
    pairs = [word.partition("=") for word in words]
    if not pairs or not all(folder for _, _, folder in pairs):
        print(__doc__, file=sys.stderr)
        return 2
    print(table({name: measure(Path(folder)) for name, _, folder in pairs}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
