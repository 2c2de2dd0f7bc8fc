# SPDX-License-Identifier: GPL-2.0-or-later
"""Dataclasses whose methods are written when one is first made or looked into.

``dataclasses`` writes and compiles the source of each class's methods when the class is defined,
0.6 ms for each: with 190 classes, half of the CPU of a warm ``tracker show``. A command makes few
of the records that the modules it loads define, and few records of most classes. So ``__init__``,
``__eq__`` and ``__hash__`` are written here, in a fifth of the time, once many records of a class
are made or compared; until then those do that all classes share. The rest comes from
``dataclasses`` where it is asked for.

Modules write ``from tracker.lazy_dataclass import dataclass`` and use it as that of the standard
library; type checkers see the latter. ``maker`` makes records of rows by the hundred thousand.
``replace`` and ``record_fields`` do for such records what ``dataclasses`` does, without having it
look through each class.
"""

from typing import TYPE_CHECKING

__all__ = ["dataclass", "is_record", "maker", "record_fields", "replace"]

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass, replace
    from typing import Any, TypeVar

    T = TypeVar("T")

    def maker(cls: type[T], *names: str) -> Callable[..., T]:
        """Return a function that makes records of the values of some fields, in order."""

    def is_record(kind: object) -> bool:
        """Return whether something is a class of such records."""

    # The types of fields can be anything.
    def record_fields(cls: type) -> list[tuple[str, Any, object, bool]]:
        """Return of each field: its name, its type, its default (MISSING without one; one that is
        made anew for each record is made here), and whether records are compared by it."""

else:
    import dataclasses
    from functools import cache
    from operator import attrgetter
    from threading import RLock

    _FACTS = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")
    _RECORD = "__dataclass_record__"
    """The attribute that holds what a class was written with."""
    _LOCK = RLock()
    _NONE = dataclasses.MISSING
    _FEW = 64
    """Records of a class that are made or compared before writing its methods pays."""

    def dataclass(*, frozen=False, slots=False, kw_only=False, **rest):
        """Return the decorator; for classes neither frozen nor with slots alone, the usual one."""
        if not (frozen or slots) or rest:
            return dataclasses.dataclass(frozen=frozen, slots=slots, kw_only=kw_only, **rest)
        return lambda cls: _with_slots(cls, _Source(kw_only, frozen), slots)

    def _with_slots(cls, source, slots):
        """Return the class with slots for its fields, and methods that write the real ones.

        Without ``slots`` there is room for other attributes, such as cached properties.
        """
        kinds = cls.__annotations__.items()
        names = [one for one, kind in kinds if "ClassVar" not in str(kind)]
        above = {one for base in cls.__mro__[1:-1] for one in base.__dict__.get("__slots__", ())}
        inside = dict(cls.__dict__)
        for one in ("__dict__", "__weakref__"):
            inside.pop(one, None)
        body = (_STAND_INS if source.frozen else _LOOSE) | inside
        for one in names:
            body.pop(one, None)
        more = () if slots else ("__dict__", "__weakref__")
        body["__slots__"] = tuple(one for one in (*names, *more) if one not in above)
        source.inside, source.names = inside, names
        source.few = 0 if "__init__" in inside else _FEW
        body[_RECORD] = source
        made = type(cls)(cls.__name__, cls.__bases__, body)
        made.__qualname__ = cls.__qualname__
        return made

    def _write_methods(cls, step):
        """Give a class and those above it what a step writes."""
        with _LOCK:
            for one in reversed(cls.__mro__):
                if one.__dict__.get(step):
                    setattr(one, step, None)
                    _STEPS[step](one, one.__dict__[_RECORD])

    class _Source:
        """What a class was written with, and how its first records are made."""

        __slots__ = (
            "compared", "few", "frozen", "inside", "kw_only", "makers", "names", "steps",
            "values_of",
        )  # fmt: skip

        def __init__(self, kw_only, frozen):
            self.kw_only, self.frozen, self.steps = kw_only, frozen, ()
            self.compared, self.values_of, self.makers = 0, None, {}

    def _init(self, *given, **named):
        source = getattr(type(self), _RECORD)
        if source.few and _fill(self, source, given, named):
            source.few -= 1
            return
        _write_methods(type(self), "__dataclass_first__")
        self.__init__(*given, **named)

    def _fill(self, source, given, named):
        """Give one of the first records of a class its fields; return whether all were given."""
        source.steps = source.steps or _steps_of(type(self))
        if given:
            words = [name for name, *_, asked, late in source.steps if asked and not late]
            words = dict(zip(words, given, strict=False))
            if len(words) < len(given) or words.keys() & named.keys():
                return False
            named = named | words
        taken = 0
        for name, put, value, made, asked, _ in source.steps:
            if asked and name in named:
                put(self, named[name])
                taken += 1
            elif value is not _NONE:
                put(self, value() if made else value)
            elif asked:
                return False
        if taken < len(named):
            return False
        if hasattr(self, "__post_init__"):
            self.__post_init__()
        return True

    def _steps_of(cls):
        """Return of each field: name, how it is set, its default, whether that makes the value,
        whether it is an argument, and whether by keyword alone.
        """
        steps = []
        for name, (value, late) in _fields_of(cls).items():
            made, asked = False, True
            if isinstance(value, dataclasses.Field):
                asked, made = value.init, value.default_factory is not _NONE
                value = value.default_factory if made else value.default
            steps.append((name, getattr(cls, name).__set__, value, made, asked, late))
        return steps

    def _write_init(cls, source):
        """Write one that fills the slots by their own descriptors.

        ``dataclasses`` looks up ``object.__setattr__`` and the slot for every field; records by the
        hundred thousand are made of mail that is read, and so cost half.
        """
        if "__init__" in source.inside:
            return
        given, keyed, lines, known = [], ["*"], [], {}
        for name, put, value, made, asked, late in _steps_of(cls):
            taken = word = name
            if value is not _NONE:
                known[f"default_{name}"], word = value, f"{name}=default_{name}"
                if made or not asked:
                    taken = f"default_{name}()" if made else f"default_{name}"
                if made and asked:
                    taken += f" if {name} is default_{name} else {name}"
            if asked:
                (keyed if late else given).append(word)
            if asked or value is not _NONE:
                known[f"set_{name}"] = put
                lines.append(f"set_{name}(self, {taken})")
        if hasattr(cls, "__post_init__"):
            lines.append("self.__post_init__()")
        words = ", ".join(("self", *given, *(keyed if keyed[1:] else ())))
        _compile(cls, f"__init__({words})", lines or ["pass"], known)

    def maker(cls, *names):
        """Return a function that makes records of a class of the values of these fields, in order.

        It checks nothing, and takes a tenth of the time of a call by name: it writes to a class
        with the same slots that lets itself be changed, and then says what class the record is of.
        The other fields have their defaults. Of a class of which few records were made by now, that
        call is made. Only for classes with slots, with no other above them and no work of their own
        at the start.
        """
        source = cls.__dict__[_RECORD]
        if source.few:
            return lambda *values: cls(**dict(zip(names, values, strict=True)))
        if names not in source.makers:
            source.makers[names] = _write_maker(cls, names)
        return source.makers[names]

    def _write_maker(cls, names):
        free = type(cls.__name__, cls.__bases__, {"__slots__": cls.__slots__})
        # Fields may have any name but these.
        known, rest = {"_new": object.__new__, "_free": free, "_cls": cls}, []
        for name, _, value, made, *_ in _steps_of(cls):
            if name not in names and value is not _NONE:
                known[f"default_{name}"] = value
                rest.append(f"_made.{name} = default_{name}{'()' if made else ''}")
        given = [f"_made.{name} = {name}" for name in names]
        lines = ["_made = _new(_free)", *given, *rest, "_made.__class__ = _cls", "return _made"]
        return _written(f"make({', '.join(names)})", lines, known)

    def _equal(self, other):
        values_of = _seldom_compared(type(self))
        if values_of is None:
            return self.__eq__(other)
        if other.__class__ is self.__class__:
            return values_of(self) == values_of(other)
        return NotImplemented

    def _hash(self):
        values_of = _seldom_compared(type(self))
        return hash(self) if values_of is None else hash(values_of(self))

    def _seldom_compared(cls):
        """Return what gives the values that records of a class are compared by.

        None where many have been: their class has methods of its own from now on.
        """
        source = getattr(cls, _RECORD)
        source.compared += 1
        if source.compared > _FEW:
            _write_methods(cls, "__dataclass_second__")
            return None
        if source.values_of is None:
            names = _compared(cls)
            source.values_of = (
                attrgetter(*names)
                if len(names) > 1
                else lambda record: tuple([getattr(record, one) for one in names])
            )
        return source.values_of

    def _compared(cls):
        return [
            one
            for one, (value, _) in _fields_of(cls).items()
            if not isinstance(value, dataclasses.Field) or value.compare
        ]

    def _write_equality(cls, source):
        named = _compared(cls)
        mine = "".join(f"self.{one}, " for one in named)
        if "__eq__" not in source.inside:
            theirs = "".join(f"other.{one}, " for one in named)
            lines = (
                "if other.__class__ is self.__class__:",
                f"    return ({mine}) == ({theirs})",
                "return NotImplemented",
            )
            _compile(cls, "__eq__(self, other)", lines, {})
        if source.frozen and source.inside.get("__hash__") is None:
            _compile(cls, "__hash__(self)", [f"return hash(({mine}))"], {})

    def _compile(cls, head, lines, known):
        """Give a class a method."""
        made = _written(head, lines, known)
        made.__qualname__ = f"{cls.__qualname__}.{made.__name__}"
        setattr(cls, made.__name__, made)

    def _written(head, lines, known):
        """Return the function of a head and the lines below it."""
        made = {}
        exec("\n ".join((f"def {head}:", *lines)), known, made)
        return made[head.partition("(")[0]]

    def _write_facts(cls, source):
        """Have ``dataclasses`` say what its functions ask for; it writes no method for that."""
        alone = cls.__bases__ == (object,)
        whole = _whole(cls, source, frozen=source.frozen and not alone)
        whole.__dataclass_params__.frozen = source.frozen
        for name in (*_FACTS, "__replace__"):
            if name in whole.__dict__:
                setattr(cls, name, whole.__dict__[name])

    def _write_repr(cls, source):
        cls.__repr__ = _whole(cls, source, frozen=source.frozen, repr=True).__repr__

    def _whole(cls, source, frozen, repr=False):
        """Return a class as it stands in the source, as ``dataclasses`` makes it."""
        plain = type(cls)(cls.__name__, cls.__bases__, dict(source.inside))
        made = dataclasses.dataclass(
            frozen=frozen, kw_only=source.kw_only, eq=False, init=False, repr=repr
        )
        return made(plain)

    def _fields_of(cls):
        """Return the value that stands in the class and whether it is keyword-only, by field."""
        fields = {}
        for one in reversed(cls.__mro__):
            if source := one.__dict__.get(_RECORD):
                fields |= {
                    name: (source.inside.get(name, _NONE), source.kw_only) for name in source.names
                }
        return fields

    def replace(record, /, **changes):
        """Return a copy of a record with other values in some fields."""
        cls = type(record)
        if not is_record(cls):
            return dataclasses.replace(record, **changes)
        for one in _arguments_of(cls):
            if one not in changes:
                changes[one] = getattr(record, one)
        return cls(**changes)

    @cache
    def _arguments_of(cls):
        return tuple([name for name, _, _, _, asked, _ in _steps_of(cls) if asked])

    def is_record(kind):
        """Return whether something is a class of such records."""
        return isinstance(kind, type) and hasattr(kind, _RECORD)

    def record_fields(cls):
        """Return name, type, default, and whether records are compared by it, of each field."""
        kinds = {}
        for one in reversed(cls.__mro__):
            kinds |= getattr(one, "__annotations__", {})
        compared = set(_compared(cls))
        return [
            (name, kinds[name], value() if made else value, name in compared)
            for name, _, value, made, _, _ in _steps_of(cls)
        ]

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

    def _reduce(self):
        """Tell ``pickle`` and ``copy`` how to make the record again: of the values of its fields.

        What they do by themselves takes ten times as long.
        """
        return _restored, (type(self), *[getattr(self, one) for one in _names_of(type(self))])

    @cache
    def _names_of(cls):
        return tuple(_fields_of(cls))

    def _restored(cls, *values):
        return _restorer(cls)(*values)

    @cache
    def _restorer(cls):
        """Return what makes a record of the values of all its fields."""
        names = _names_of(cls)
        if cls.__bases__ == (object,):
            return _write_maker(cls, names)
        puts = [getattr(cls, one).__set__ for one in names]

        def make(*values):
            made = object.__new__(cls)
            for put, value in zip(puts, values, strict=True):
                put(made, value)
            return made

        return make

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
        "__init__": _init,
        "__eq__": _equal,
        "__hash__": _hash,
        "__repr__": _stand_in("__repr__", "__dataclass_fourth__"),
        "__setattr__": _refuse_change,
        "__delattr__": _refuse_change,
        "__reduce__": _reduce,
        **{name: _Fact(name) for name in _FACTS},
        **dict.fromkeys(_STEPS, True),
    }
    _LOOSE = {name: one for name, one in _STAND_INS.items() if one is not _refuse_change}
    """Of records that can be changed, which have no hash."""
    _LOOSE["__hash__"] = None
