# SPDX-License-Identifier: GPL-2.0-or-later
"""What the files of a site are called: after Message-IDs and addresses, which never change.

No name can leave its folder, hide, or be one that a file system folds into another: what is not a
plain sign becomes ``_``, and then a part of the name's hash is put behind it.
"""

from hashlib import sha256
from urllib.parse import quote

from tracker.lazy_patterns import lazy_pattern

_LONGEST = 120
"""Characters; with a hash and an ending below the 143 bytes that encrypted file systems allow."""
_UNSAFE = lazy_pattern(r"[^A-Za-z0-9@+=._-]")


def file_name(name: str) -> str:
    """Return a name as a part of a path, without an ending."""
    plain = _UNSAFE.sub("_", name)[:_LONGEST]
    if plain == name and not plain.startswith(".") and plain:
        return plain
    digits = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{plain.lstrip('.')}-{digits}"


def series_page(message_id: str) -> str:
    """Return the path of the page of a posting within the site."""
    return f"series/{file_name(message_id)}.html"


def series_feed(message_id: str) -> str:
    """Return the path of the feed of a series."""
    return f"series/{file_name(message_id)}.xml"


def person_page(email: str) -> str:
    """Return the path of the page of a person."""
    return f"people/{file_name(email)}.html"


def list_page(address: str) -> str:
    """Return the path of the page of a mailing list."""
    return f"lists/{file_name(address)}.html"


def link(path: str, depth: int) -> str:
    """Return the address of a path from a page that many folders below the site's top."""
    return "../" * depth + quote(path, safe="/@+=._-#")
