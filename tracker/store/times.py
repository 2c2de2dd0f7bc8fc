"""Points in time as the store keeps them."""

from datetime import UTC, datetime


def moment(value: int) -> datetime:
    """Seconds since 1970 as a point in time."""
    return datetime.fromtimestamp(value, UTC)
