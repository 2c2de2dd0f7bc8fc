# SPDX-License-Identifier: GPL-2.0-or-later
"""Frozen dataclasses whose methods are written when one is first made or looked into.

``dataclasses`` writes and compiles the source of each class's methods when the class is defined,
0.6 ms for each: with 190 classes, half of the CPU of a warm ``tracker show``. A command makes few
of the records that the modules it loads define. What those need is written here, in a fifth of the
time: ``__init__``, ``__eq__`` and ``__hash__``; the rest comes from ``dataclasses``.

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
    _RECORD = "__dataclass_record__"
    """The attribute that holds what a class was written with."""
    _LOCK = RLock()
    _NONE = dataclasses.MISSING

    def dataclass(*, frozen=False, slots=False, kw_only=False, **rest):
        """Return the decorator; for classes that are not frozen with slots, the usual one."""
        if not (frozen and slots) or rest:
            return dataclasses.dataclass(frozen=frozen, slots=slots, kw_only=kw_only, **rest)
        return lambda cls: _with_slots(cls, kw_only)

    def _with_slots(cls, kw_only):
        """Return the class with slots for its fields, and methods that write the real ones."""
        kinds = cls.__annotations__.items()
        names = [one for one, kind in kinds if "ClassVar" not in str(kind)]
        above = {one for base in cls.__mro__[1:-1] for one in base.__dict__.get("__slots__", ())}
        inside = dict(cls.__dict__)
        for one in ("__dict__", "__weakref__"):
            inside.pop(one, None)
        body = _STAND_INS | inside
        for one in names:
            body.pop(one, None)
        body["__slots__"] = tuple(one for one in names if one not in above)
        body[_RECORD] = (inside, names, kw_only)
        made = type(cls)(cls.__name__, cls.__bases__, body)
        made.__qualname__ = cls.__qualname__
        return made

    def _write_methods(cls, step):
        """Give a class and those above it what a step writes."""
        with _LOCK:
            for one in reversed(cls.__mro__):
                if one.__dict__.get(step):
                    setattr(one, step, None)
                    _STEPS[step](one, *one.__dict__[_RECORD])

    def _write_init(cls, inside, _names, _kw_only):
        """Write one that fills the slots by their own descriptors.

        ``dataclasses`` looks up ``object.__setattr__`` and the slot for every field; records by the
        hundred thousand are made of mail that is read, and so cost half.
        """
        if "__init__" in inside:
            return
        given, keyed, lines, known = [], ["*"], [], {}
        for name, (value, late) in _fields_of(cls).items():
            taken, word, asked = name, name, True
            if isinstance(value, dataclasses.Field):
                asked = value.init
                if value.default_factory is not _NONE:
                    value = value.default_factory
                    taken = f"default_{name}()"
                    if asked:
                        taken += f" if {name} is default_{name} else {name}"
                else:
                    value = value.default
                    taken = name if asked else f"default_{name}"
            if value is not _NONE:
                known[f"default_{name}"], word = value, f"{name}=default_{name}"
            if asked:
                (keyed if late else given).append(word)
            if asked or value is not _NONE:
                known[f"set_{name}"] = getattr(cls, name).__set__
                lines.append(f"set_{name}(self, {taken})")
        if hasattr(cls, "__post_init__"):
            lines.append("self.__post_init__()")
        words = ", ".join(("self", *given, *(keyed if keyed[1:] else ())))
        _compile(cls, f"__init__({words})", lines or ["pass"], known)

    def _write_equality(cls, inside, _names, _kw_only):
        named = [
            one
            for one, (value, _) in _fields_of(cls).items()
            if not isinstance(value, dataclasses.Field) or value.compare
        ]
        mine = "".join(f"self.{one}, " for one in named)
        if "__eq__" not in inside:
            theirs = "".join(f"other.{one}, " for one in named)
            lines = (
                "if other.__class__ is self.__class__:",
                f"    return ({mine}) == ({theirs})",
                "return NotImplemented",
            )
            _compile(cls, "__eq__(self, other)", lines, {})
        if inside.get("__hash__") is None:
            _compile(cls, "__hash__(self)", [f"return hash(({mine}))"], {})

    def _write_facts(cls, inside, _names, kw_only):
        """Have ``dataclasses`` say what its functions ask for; it writes no method for that."""
        alone = cls.__bases__ == (object,)
        whole = _whole(cls, inside, kw_only, frozen=not alone)
        whole.__dataclass_params__.frozen = True
        for name in (*_FACTS, "__replace__"):
            if name in whole.__dict__:
                setattr(cls, name, whole.__dict__[name])

    def _write_repr(cls, inside, _names, kw_only):
        cls.__repr__ = _whole(cls, inside, kw_only, frozen=True, repr=True).__repr__

    def _whole(cls, inside, kw_only, frozen, repr=False):
        """Return a class as it stands in the source, as ``dataclasses`` makes it."""
        plain = type(cls)(cls.__name__, cls.__bases__, dict(inside))
        made = dataclasses.dataclass(
            frozen=frozen, kw_only=kw_only, eq=False, init=False, repr=repr
        )
        return made(plain)

    def _fields_of(cls):
        """Return the value that stands in the class and whether it is keyword-only, by field."""
        fields = {}
        for one in reversed(cls.__mro__):
            inside, names, kw_only = one.__dict__.get(_RECORD, ({}, (), False))
            fields |= {name: (inside.get(name, _NONE), kw_only) for name in names}
        return fields

    def _compile(cls, head, lines, known):
        """Give a class a method."""
        name, made = head.partition("(")[0], {}
        exec("\n ".join((f"def {head}:", *lines)), known, made)
        made[name].__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, made[name])

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
            _write_methods(cls, "__dataclass_third__")
            return getattr(cls, self.name)

    def _refuse_change(self, name, *_value):
        raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")

    def _state_of(self):
        return [getattr(self, one.name) for one in dataclasses.fields(self)]

    def _set_state(self, state):
        for one, value in zip(dataclasses.fields(self), state, strict=True):
            object.__setattr__(self, one.name, value)

    _STEPS = {
        "__dataclass_first__": _write_init,
        "__dataclass_second__": _write_equality,
        "__dataclass_third__": _write_facts,
        "__dataclass_fourth__": _write_repr,
    }
    """By the attribute that says that it is still to be done: what each step writes.

    Most records are made and read only.
    """
    _STAND_INS = {
        "__init__": _stand_in("__init__", "__dataclass_first__"),
        "__eq__": _stand_in("__eq__", "__dataclass_second__"),
        "__hash__": _stand_in("__hash__", "__dataclass_second__"),
        "__repr__": _stand_in("__repr__", "__dataclass_fourth__"),
        "__setattr__": _refuse_change,
        "__delattr__": _refuse_change,
        "__getstate__": _state_of,
        "__setstate__": _set_state,
        **{name: _Fact(name) for name in _FACTS},
        **dict.fromkeys(_STEPS, True),
    }
