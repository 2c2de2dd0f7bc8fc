# SPDX-License-Identifier: GPL-2.0-or-later
"""Names written in letters that look like others: Unicode Technical Standard 39, "Confusables".

``Lіnus`` with a Cyrillic ``і`` reads as the Latin name. A name in one script of its own, such as
``Иван``, is nobody's look-alike.
"""

import unicodedata
from functools import lru_cache

from tracker.lazy_patterns import lazy_pattern

_WORD = lazy_pattern(r"[^\W\d_]{1,60}")
_ALIKE = frozenset("аеорсухіјѕһԁԛԝАВЕЅІЈКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ")
"""Cyrillic and Greek letters that look like Latin ones in every common font."""
_SCRIPTS = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU")
"""Scripts with letters that look like Latin ones; the first words of their letters' names."""
_DISGUISED = ("FULLWIDTH", "MATHEMATICAL", "DOUBLE-STRUCK", "SCRIPT", "FRAKTUR", "CIRCLED")
"""Latin letters in another dress."""
_HIDDEN = lazy_pattern("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


@lru_cache(maxsize=4096)
def looks_alike(name: str) -> bool:
    """Return whether a name is written so that it reads as another.

    It mixes scripts within a word, has a word of look-alike letters beside one in Latin, letters in
    disguise, or characters that cannot be seen.
    """
    if name.isascii():
        return False
    if _HIDDEN.search(name):
        return True
    words = _WORD.findall(unicodedata.normalize("NFC", name)[:200])
    kinds = [{_script(letter) for letter in word} for word in words]
    if any("disguised" in kind or {"latin", "alike"} <= kind for kind in kinds):
        return True
    latin = any(kind == {"latin"} for kind in kinds)
    return latin and any(len(word) > 1 and _ALIKE.issuperset(word) for word in words)


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "")
    if name.startswith("LATIN"):
        return "latin"
    if name.startswith(_SCRIPTS):
        return "alike"
    return "disguised" if name.startswith(_DISGUISED) else "other"
