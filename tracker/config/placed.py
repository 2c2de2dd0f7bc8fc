"""The line of a fault that was found after the configuration was read, by who used a value."""

from tracker.config import Config
from tracker.config.lines import key_lines, line_of
from tracker.errors import ConfigError


def placed(config: Config, error: ConfigError) -> ConfigError:
    """The fault with the file, the line and the key; as it is where it names no key."""
    if config.path is None or not error.key:
        return error
    try:
        text = config.path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    line = line_of(key_lines(text), error.key)
    place = f"{config.path}:{line}" if line else f"{config.path}"
    key = ".".join(one for one in error.key if isinstance(one, str))
    return ConfigError(f"{place}: '{key}': {error}")
