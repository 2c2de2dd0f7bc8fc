# SPDX-License-Identifier: GPL-2.0-or-later
"""Moments in the zone of the system, as TZ or /etc/localtime name it."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import TypeVar, cast

T = TypeVar("T")


def in_local_time(read: T) -> T:
    """Return what was read with all its moments in local time; they are the same moments.

    Records, tuples and mappings are looked into, other things are returned as they are.
    """
    return cast(T, _local(read))


def _local(one: object) -> object:
    if isinstance(one, datetime):
        return one.astimezone()
    if type(one) is tuple:
        return tuple(map(_local, one))
    if isinstance(one, Mapping):
        return {key: _local(value) for key, value in one.items()}
    if is_dataclass(one) and not isinstance(one, type) and _is_frozen(one):
        held = {field.name: getattr(one, field.name) for field in fields(one)}
        local = {name: _local(value) for name, value in held.items()}
        changed = {name: value for name, value in local.items() if value is not held[name]}
        return replace(one, **changed) if changed else one
    return one


def _is_frozen(record: object) -> bool:
    """Return whether a record is frozen: others, such as messages, are more than facts."""
    return bool(record.__dataclass_params__.frozen)  # type: ignore[attr-defined]  # a dataclass
