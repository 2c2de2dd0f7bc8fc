# SPDX-License-Identifier: GPL-2.0-or-later
"""Frozen dataclasses whose methods are written when one is first made or looked into.

``dataclasses`` writes and compiles the source of each class's methods when the class is defined,
0.6 ms for each: with 120 classes, a third of the CPU of a warm ``tracker show``. A command makes
few of the records that the modules it loads define.

Modules write ``from tracker.lazy_dataclass import dataclass`` and use it as that of the standard
library; type checkers see the latter.
"""

from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses
    from threading import RLock

    _FACTS = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")
    _STEPS = {
        "__dataclass_first__": (
            {"init": False, "eq": False, "repr": False},
            ("__init__", *_FACTS, "__replace__"),
        ),
        "__dataclass_second__": ({"init": False}, ("__eq__", "__hash__", "__repr__")),
    }
    """By the attribute that holds what is to be done: what each step writes.

    Most records are made and read only.
    """
    _LOCK = RLock()

    def dataclass(*, frozen=False, slots=False, kw_only=False, **rest):
        """Return the decorator; for classes that are not frozen with slots, the usual one."""
        if not (frozen and slots) or rest:
            return dataclasses.dataclass(frozen=frozen, slots=slots, kw_only=kw_only, **rest)
        return lambda cls: _with_slots(cls, kw_only)

    def _with_slots(cls, kw_only):
        """Return the class with slots for its fields, and methods that write the real ones."""
        names = [one for one, kind in cls.__annotations__.items() if "ClassVar" not in str(kind)]
        above = {one for base in cls.__mro__[1:] for one in base.__dict__.get("__slots__", ())}
        inside = {
            name: value
            for name, value in cls.__dict__.items()
            if name not in ("__dict__", "__weakref__")
        }
        stand_ins = {
            "__setattr__": _refuse_change,
            "__delattr__": _refuse_change,
            "__getstate__": _state_of,
            "__setstate__": _set_state,
        }
        later = {}
        for step, (_, written) in _STEPS.items():
            stand_ins |= {one: _stand_in(one, step) for one in written if one not in _FACTS}
            later[step] = (inside, kw_only)
        del stand_ins["__replace__"]
        made = type(cls)(
            cls.__name__,
            cls.__bases__,
            stand_ins
            | {name: value for name, value in inside.items() if name not in names}
            | {name: _Fact(name) for name in _FACTS}
            | {"__slots__": tuple(one for one in names if one not in above)}
            | later,
        )
        made.__qualname__ = cls.__qualname__
        return made

    def _write_methods(cls, step):
        """Give a class and those above it what a step writes."""
        options, written = _STEPS[step]
        with _LOCK:
            for one in reversed(cls.__mro__):
                if one.__dict__.get(step):
                    inside, kw_only = one.__dict__[step]
                    setattr(one, step, None)
                    plain = type(one)(one.__name__, one.__bases__, dict(inside))
                    whole = dataclasses.dataclass(frozen=True, kw_only=kw_only, **options)(plain)
                    for name in written:
                        if name in whole.__dict__:
                            setattr(one, name, whole.__dict__[name])
                    if "__init__" in written and "__init__" not in inside:
                        one.__init__ = _quick_init(one)

    def _quick_init(cls):
        """Return an ``__init__`` that fills the slots by their own descriptors.

        ``dataclasses`` looks up ``object.__setattr__`` and the slot for every field; records by the
        hundred thousand are made of mail that is read, and so cost half. Fields with ``init=False``
        are for the standard library's records.
        """
        plain, keyed, body, known = [], [], [], {"_made_later": dataclasses.MISSING}
        for one in dataclasses.fields(cls):
            known[f"_set_{one.name}"] = getattr(cls, one.name).__set__
            value, default = one.name, ""
            if one.default is not dataclasses.MISSING:
                known[f"_default_{one.name}"] = one.default
                default = f"=_default_{one.name}"
            elif one.default_factory is not dataclasses.MISSING:
                known[f"_make_{one.name}"] = one.default_factory
                default = "=_made_later"
                value = f"_make_{value}() if {value} is _made_later else {value}"
            body.append(f"_set_{one.name}(self, {value})")
            (keyed if one.kw_only else plain).append(one.name + default)
        if hasattr(cls, "__post_init__"):
            body.append("self.__post_init__()")
        star = ["*"] if keyed else []
        head = ", ".join(["self", *plain, *star, *keyed])
        exec(f"def __init__({head}):\n " + "\n ".join(body or ["pass"]), known)
        return known["__init__"]

    def _stand_in(name, step):
        def method(self, *args, **named):
            _write_methods(type(self), step)
            return getattr(self, name)(*args, **named)

        method.__name__ = name
        return method

    class _Fact:
        """What ``dataclasses`` and ``match`` ask of a class."""

        def __init__(self, name):
            self.name = name

        def __get__(self, _instance, cls):
            _write_methods(cls, "__dataclass_first__")
            return getattr(cls, self.name)

    def _refuse_change(self, name, *_value):
        raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")

    def _state_of(self):
        return [getattr(self, one.name) for one in dataclasses.fields(self)]

    def _set_state(self, state):
        for one, value in zip(dataclasses.fields(self), state, strict=True):
            object.__setattr__(self, one.name, value)
