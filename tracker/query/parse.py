# SPDX-License-Identifier: GPL-2.0-or-later
"""The query language of lists: ``state:reviewed turn:me -is:snoozed "words of the title"``.

A query is words with blanks between, and all must hold. ``field:value`` asks a field, ``a,b`` any
of several values; a bare word is looked for in title, author, lists and project. A leading ``-``
turns a word round, double quotes keep blanks and commas together. docs/query.md is its page.

Only letters before the colon make a field, so that words of titles (``10:30``, ``net-next:``) are
words. Parsing is linear in the text, and whatever is parsed is data: see ``model.query``.
"""

from collections.abc import Sequence
from enum import StrEnum

from tracker.errors import Usage
from tracker.lazy_dataclass import dataclass
from tracker.model.query import Bound, Comparison, Field, Flag, Query, TagWord, Term, fold
from tracker.model.status import Stage
from tracker.model.terminal_text import clean, width
from tracker.query.full_text import body_match

MAX_QUERY = 2_000
"""Characters of a query."""
MAX_TERMS = 50

_FIELDS = {one.value: one for one in Field if one is not Field.WORDS}
_PEOPLE = frozenset({Field.AUTHOR, Field.TURN, Field.INVOLVED, Field.REVIEWER, Field.MAINTAINER})
"""Fields that know ``me``."""
_AGES = frozenset({Field.AGE, Field.TURN_AGE, Field.LANDED_AGE})
_UNITS = {
    "h": 3_600, "d": 86_400, "w": 604_800, "m": 2_592_000, "mo": 2_592_000, "y": 31_536_000,
}  # fmt: skip
"""Seconds of an hour, a day, a week, a month of 30 days, a year of 365."""
_DIGITS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Value:
    """One value of a word."""

    text: str
    quoted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """One word of a query, as it was typed."""

    text: str
    """The whole query."""
    start: int
    end: int
    negated: bool
    field: str
    """What stands before the colon; empty for a bare word."""
    values: tuple[_Value, ...]

    @property
    def typed(self) -> str:
        return self.text[self.start : self.end]

    def wrong(self, sentence: str) -> Usage:
        """Return the fault, with lines that point at the word."""
        return _pointing(sentence, self.text, self.start, self.end)


def parse_query(words: Sequence[str]) -> Query:
    """Return a query from its words; a blank in one parts two words as well.

    Raises Usage for a word that is not understood: a sentence that names it, and in ``below`` the
    query with a mark under that word.
    """
    return Query(terms=tuple(term for _, term in typed_terms(words)))


def typed_terms(words: Sequence[str]) -> tuple[tuple[str, Term], ...]:
    """Return the terms of a query, each with the word that it was written as.

    Raises Usage as ``parse_query``.
    """
    text = " ".join(" ".join(words).split()).encode("utf-8", "replace").decode()
    if len(text) > MAX_QUERY:
        raise Usage(f"a query has at most {MAX_QUERY} characters; this one has {len(text)}")
    found = _split_parse(text)
    if len(found) > MAX_TERMS:
        raise found[MAX_TERMS].wrong(f"a query has at most {MAX_TERMS} words")
    for before, word, after in zip(found, found[1:], found[2:], strict=False):
        if before.field and after.field:
            _refuse_small_operator(word)
    return tuple((one.typed, _term(one)) for one in found)


def _refuse_small_operator(word: _Word) -> None:
    """Refuse ``state:new or is:blocked`` as with OR: nobody looks for that word between fields."""
    small = not word.field and not word.values[0].quoted and word.typed in ("or", "and", "not")
    if small and (hint := _other_language(word.typed.upper())):
        raise word.wrong(f"'{word.typed}' is no word of a query; {hint}")


# ---- words ---------------------------------------------------------------------------------------


def _split_parse(text: str) -> list[_Word]:
    found = []
    place = 0
    while place < len(text):
        if text[place] == " ":
            place += 1
            continue
        word = _parse_word(text, place)
        found.append(word)
        place = word.end
    return found


def _parse_word(text: str, start: int) -> _Word:
    """Return the word that starts here."""
    place = start
    if text[place] == "-" and text[place + 1 : place + 2] in ("", " "):
        lone = "a '-' alone turns nothing round; write -word for not, or \"-\" for the sign"
        raise _pointing(lone, text, start, start + 1)
    negated = text[place] == "-"
    place += negated
    field = _field(text, place)
    place += len(field) + 1 if field else 0
    values = []
    while True:
        value, place = _value(text, place, listed=bool(field))
        values.append(value)
        if not field or text[place : place + 1] != ",":
            break
        place += 1
    end = place
    return _Word(
        text=text, start=start, end=end, negated=negated, field=field, values=tuple(values)
    )


def _field(text: str, start: int) -> str:
    """Return the field's name, if what comes is one.

    A URL is none, nor is ``word:`` with nothing, nor a path of Rust (``kernel::str``).
    """
    end = start
    while end < len(text) and (text[end].isalpha() or text[end] == "-"):
        end += 1
    name = text[start:end]
    if text[end : end + 1] != ":" or text[end + 1 : end + 2] == ":" or not name:
        return ""
    empty = text[end + 1 : end + 2] in ("", " ")
    if name.casefold() in _FIELDS:
        return name
    return "" if empty or "-" in name or text.startswith("://", end) else name


def _value(text: str, start: int, *, listed: bool) -> tuple[_Value, int]:
    """Return one value and where it ends: at a blank, at a comma where values are ``listed``."""
    if text[start : start + 1] == '"':
        end = text.find('"', start + 1)
        if end < 0:
            raise _pointing("the quotation mark is not closed", text, start, len(text))
        return _Value(text=text[start + 1 : end], quoted=True), end + 1
    ends = " ," if listed else " "
    end = start
    while end < len(text) and text[end] not in ends:
        end += 1
    return _Value(text=text[start:end], quoted=False), end


# ---- meaning -------------------------------------------------------------------------------------


def _term(word: _Word) -> Term:
    if not word.field:
        if not word.values[0].quoted and (hint := _other_language(word.values[0].text)):
            raise word.wrong(f"'{word.typed}' is no word of a query; {hint}")
        return _bare(word)
    field = _FIELDS.get(word.field.casefold())
    if field is None:
        raise word.wrong(_parse_unknown(word))
    if not all(one.text.strip() for one in word.values):
        raise word.wrong(f"'{word.typed}' lacks a value; {_example(field)}")
    if field in _AGES or field is Field.VERSION:
        bounds = tuple(_bound(word, field, one.text) for one in word.values)
        return Term(field=field, bounds=bounds, negated=word.negated)
    me = field in _PEOPLE and any(_is_me(one) for one in word.values)
    rest = [one for one in word.values if not (field in _PEOPLE and _is_me(one))]
    values = tuple(_parse_known(word, field, fold(one.text)) for one in rest)
    match = body_match(values) if field is Field.BODY else ""
    if field is Field.BODY and not match:
        raise word.wrong(f"'{word.typed}' holds no letter or digit; {_example(field)}")
    return Term(field=field, values=values, me=me, negated=word.negated, match=match)


def _bare(word: _Word) -> Term:
    """Return a word without a field; ``v3`` asks for that version too, as on the board."""
    (value,) = word.values
    digits = value.text[1:] if value.text[:1] in ("v", "V") and not value.quoted else ""
    bounds = (Bound(sign=Comparison.EQUAL, value=int(digits)),) if _is_parse_number(digits) else ()
    return Term(field=Field.WORDS, values=(fold(value.text),), bounds=bounds, negated=word.negated)


def _other_language(text: str) -> str:
    """What to write for an operator that other query languages have; empty for other words."""
    if text in ("OR", "||"):
        return "write state:a,b for either of two values; in quotation marks it is a word"
    if text in ("AND", "&&"):
        return "all words must hold, so leave it out; in quotation marks it is a word"
    if text in ("NOT", "!"):
        return "write -word for not; in quotation marks it is a word"
    inside = text.lstrip("(!")
    if text in ("(", ")") or (inside != text and _field(inside, 0).casefold() in _FIELDS):
        return "there are no brackets; write state:a,b for either, -word for not"
    return ""


def _is_me(value: _Value) -> bool:
    return not value.quoted and value.text.casefold() == "me"


def _parse_known(word: _Word, field: Field, value: str) -> str:
    """Return the value, checked where only some are possible."""
    match field:
        case Field.STATE:
            return _one_of(word, value, Stage, "no stage", "the stages are")
        case Field.IS:
            return _one_of(word, value, Flag, "nothing that is: knows", "it knows")
        case Field.TAG:
            return _one_of(word, value.removesuffix("-by"), TagWord, "no tag", "the tags are")
    return value


def _one_of(word: _Word, value: str, known: type[StrEnum], wrong: str, right: str) -> str:
    names = [str(one) for one in known]
    if value in names:
        return value
    near = _parse_nearest(value, names)
    hint = f"did you mean {near}? {right.capitalize()}" if near else right
    raise word.wrong(f"'{value}' is {wrong}; {hint} {', '.join(names)}")


def _bound(word: _Word, field: Field, text: str) -> Bound:
    """``>2w``, ``<=3``; of a version also the bare number."""
    sign = next((one for one in _LONG_FIRST if text.startswith(one)), None)
    rest = text.removeprefix(sign or "")
    if field is Field.VERSION:
        digits = rest.casefold().removeprefix("v")
        if _is_parse_number(digits):
            return Bound(sign=sign or Comparison.EQUAL, value=int(digits))
    elif sign not in (None, Comparison.EQUAL):
        assert sign is not None
        digits = rest.rstrip("hdwmoyHDWMOY")
        unit = _UNITS.get(rest[len(digits) :].lower())
        if unit is not None and _is_parse_number(digits):
            return Bound(sign=sign, value=int(digits) * unit)
    raise word.wrong(f"'{word.typed}' is not understood; {_example(field)}")


_LONG_FIRST = (
    Comparison.AT_LEAST,
    Comparison.AT_MOST,
    Comparison.MORE,
    Comparison.LESS,
    Comparison.EQUAL,
)


def _is_parse_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS


# ---- what is said of a wrong word ----------------------------------------------------------------


def _example(field: Field) -> str:
    if field in _AGES:
        return f"write {field}:>2w or {field}:<3d, with h, d, w, m or y"
    if field is Field.VERSION:
        return "write version:3 or version:>2"
    if field is Field.IS:
        return f"write is: and one of {', '.join(Flag)}"
    if field is Field.STATE:
        return f"write state: and one of {', '.join(Stage)}"
    return f'write {field}:word, or {field}:"more words"'


def _parse_unknown(word: _Word) -> str:
    near = _parse_nearest(word.field.casefold(), list(_FIELDS))
    rest = word.typed.partition(":")[2]
    sign = "-" if word.negated else ""
    known = ", ".join(f"{one}:" for one in _FIELDS)
    if near:
        hint = f"did you mean {sign}{near}:{rest}? The"
    else:
        hint = "in quotation marks it is words of the title; the"
    return f"'{word.typed}' is not understood; {hint} fields are {known}"


def _parse_nearest(text: str, known: Sequence[str]) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(text[:40], known, 1, 0.6)), None)


def _pointing(sentence: str, text: str, start: int, end: int) -> Usage:
    blanks = width(clean(text[:start]))
    marks = max(width(clean(text[start:end])), 1)
    return Usage(clean(sentence), below=f"  {clean(text)}\n  {' ' * blanks}{'^' * marks}")


def word_of_list(name: str | None) -> str:
    """Return the word of a query for a whole mailing list; empty for none."""
    bare = (name or "").replace('"', "").strip()
    return f'list:"{bare}"' if bare else ""
