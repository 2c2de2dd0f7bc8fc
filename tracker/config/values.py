"""Single values of the configuration, and lists of them: each is what it should be, or a fault."""

from pathlib import Path

from tracker.config.at import At
from tracker.config.keys import MAX_NUMBER


def url(at: At) -> str:
    """A URL of a web server."""
    if not _is_url(at.value):
        raise at.wrong()
    return str(at.value)


def urls(at: At) -> tuple[str, ...]:
    """URLs; each ends with a slash, so that none is the start of another host's."""
    if not isinstance(at.value, list) or not all(map(_is_url, at.value)):
        raise at.wrong()
    return tuple(f"{one.rstrip('/')}/" for one in at.value)


def number(at: At) -> int:
    """A count."""
    value = at.value
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MAX_NUMBER:
        raise at.wrong()
    return value


def path(at: At) -> Path:
    """A path; a relative one starts at the folder of the configuration file."""
    if not isinstance(at.value, str) or not at.value or "\0" in at.value:
        raise at.wrong()
    try:
        return at.path.parent / Path(at.value).expanduser()
    except RuntimeError as error:  # The user after a tilde is not known.
        raise at.fault(f"cannot be followed: '{at.value}' names nobody's home") from error


def paths(at: At) -> tuple[Path, ...]:
    """Paths of archives."""
    if not isinstance(at.value, list):
        raise at.wrong()
    return tuple(path(_with(at, one)) for one in at.value)


def addresses(at: At) -> tuple[str, ...]:
    """Addresses in the case that mail is compared in."""
    if not isinstance(at.value, list) or not all(map(is_address, at.value)):
        raise at.wrong()
    return tuple(str(one).lower() for one in at.value)


def word(at: At) -> str:
    """One word."""
    if not is_word(at.value):
        raise at.wrong()
    return str(at.value)


def text(at: At) -> str:
    """Words for people."""
    if not isinstance(at.value, str) or not at.value.strip() or not at.value.isprintable():
        raise at.wrong()
    return at.value.strip()


def _with(at: At, value: object) -> At:
    return At(path=at.path, text=at.text, where=at.where, name=at.name, value=value)


def _is_url(value: object) -> bool:
    start, _, host = value.partition("://") if isinstance(value, str) else ("", "", "")
    return start in ("http", "https") and is_word(host) and not host.startswith("/")


def is_address(value: object) -> bool:
    """Whether it is a mail address, as far as its form tells."""
    before, _, after = value.partition("@") if isinstance(value, str) else ("", "", "")
    return is_word(before) and is_word(after) and "@" not in after


def is_word(value: object) -> bool:
    """Whether a value is one word, without blanks and control characters."""
    return isinstance(value, str) and value.isprintable() and value.split() == [value]
