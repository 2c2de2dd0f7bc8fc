"""A value of the configuration with its place, and the sentences that say what is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tracker.config.keys import KINDS, inner
from tracker.config.lines import Where, key_lines, line_of
from tracker.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """A value, and where it stands."""

    path: Path
    text: str
    """The whole file."""
    where: Where
    name: str
    """Its place in the table of keys."""
    value: object

    def within(self, key: str, name: str | None = None) -> "At":
        """What a key of this table holds; an empty text where it is missing."""
        held = self.value.get(key, "") if isinstance(self.value, dict) else ""
        place = f"{self.name}.{name or key}" if self.name else key
        return At(path=self.path, text=self.text, where=(*self.where, key), name=place, value=held)

    def rows(self) -> Iterable["At"]:
        """The tables of a list of tables. Raises ConfigError for what is none."""
        if not isinstance(self.value, list) or not self.value:
            raise self.wrong()
        for number, row in enumerate(self.value):
            yield At(path=self.path, text=self.text, where=(*self.where, number), name=self.name,
                     value=row)  # fmt: skip

    def wrong(self) -> ConfigError:
        """Says that it is not what the table of keys wants."""
        return self.fault(f"should be {KINDS[self.name]}")

    def fault(self, why: str, *, below: str = "") -> ConfigError:
        """A sentence with the file, the line and the key; ``below`` points at a word."""
        key = ".".join(one for one in self.where if isinstance(one, str))
        line = line_of(key_lines(self.text), self.where)
        place = f"{self.path}:{line}" if line else f"{self.path}"
        return ConfigError(f"{place}: '{key}' {why}", below=below)

    def known(self) -> Mapping[str, object]:
        """The keys of this table. Raises ConfigError for what is no table, or an unknown key."""
        if not isinstance(self.value, dict):
            raise self.wrong()
        keys = inner(self.name)
        unknown = next((one for one in self.value if one not in keys), None)
        if unknown is not None:
            raise self.within(unknown).fault(f"is not a key; {nearest(unknown, keys)}")
        return self.value


def nearest(word: str, known: Iterable[str]) -> str:
    """Which of the known words may have been meant; all of them where none is near."""
    from difflib import get_close_matches

    words = sorted(known)
    near = get_close_matches(word.lower(), words, 1)
    return f"the nearest is '{near[0]}'" if near else f"the keys are {', '.join(words)}"
