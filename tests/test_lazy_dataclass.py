# SPDX-License-Identifier: GPL-2.0-or-later
"""A record whose methods are written late behaves as one of the standard library."""

import copy
import dataclasses
import pickle
from dataclasses import MISSING, FrozenInstanceError, field, fields, is_dataclass, replace
from functools import cached_property, partial
from threading import Thread

import pytest

from tracker import lazy_dataclass
from tracker.lazy_dataclass import dataclass, is_record, maker, record_fields


@dataclass(frozen=True, slots=True)
class Lamp:
    """A lamp."""

    name: str
    watts: int = 5
    rooms: tuple[str, ...] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        if self.watts < 0:
            raise ValueError("a lamp takes no power back")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot(Lamp):
    """A lamp with a direction."""

    angle: float


@dataclass(frozen=True, slots=True)
class Own:
    """A class with its own equality."""

    name: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Own)

    def __hash__(self) -> int:
        return 7


@dataclass(frozen=True, slots=True)
class Piped:
    """Made by pickle before it is made by a call."""

    name: str


def test_fields_defaults_and_the_order_of_arguments() -> None:
    assert Lamp("hall") == Lamp("hall", 5, ())
    assert [one.name for one in fields(Spot)] == ["name", "watts", "rooms", "angle"]
    assert is_dataclass(Spot)
    with pytest.raises(TypeError, match="angle"):
        Spot("hall")  # type: ignore[call-arg]  # what is tested
    with pytest.raises(ValueError, match="no power"):
        Spot("hall", -1, angle=1)


def test_fields_that_are_not_compared_or_not_given() -> None:
    @dataclass(frozen=True, slots=True)
    class Bulb:
        name: str
        seen: list[str] = field(default_factory=list, compare=False)
        sold: int = field(default=3, init=False)

    bulb = Bulb("hall", ["noon"])
    assert (bulb.seen, bulb.sold, Bulb("hall").seen) == (["noon"], 3, [])
    assert bulb == Bulb("hall")
    assert hash(bulb) == hash(Bulb("hall"))
    assert [one.name for one in fields(bulb)] == ["name", "seen", "sold"]
    with pytest.raises(TypeError, match=r"Bulb.__init__\(\) takes from 2 to 3"):
        Bulb("hall", [], 4)  # type: ignore[call-arg]  # what is tested


def test_it_is_equal_hashed_and_printed_by_its_fields() -> None:
    assert Spot("hall", angle=1) == Spot("hall", angle=1) != Spot("hall", angle=2)
    assert Lamp("hall") != Spot("hall", angle=1)
    assert len({Lamp("hall"), Lamp("hall"), Lamp("attic")}) == 2
    assert repr(Spot("hall", angle=1)) == "Spot(name='hall', watts=5, rooms=(), angle=1)"
    assert Own("a") == Own("b")
    assert hash(Own("a")) == 7


def test_it_cannot_be_changed_and_holds_nothing_else() -> None:
    lamp = Lamp("hall")
    with pytest.raises(FrozenInstanceError):
        lamp.watts = 6  # type: ignore[misc]  # what is tested
    with pytest.raises(FrozenInstanceError):
        del lamp.watts
    with pytest.raises(FrozenInstanceError):
        lamp.colour = "red"  # type: ignore[attr-defined]  # what is tested
    assert not hasattr(lamp, "__dict__")


def test_it_is_copied_replaced_pickled_and_matched() -> None:
    spot = Spot("hall", angle=1)
    assert replace(spot, angle=2) == Spot("hall", angle=2)
    assert copy.deepcopy(spot) == spot
    assert pickle.loads(pickle.dumps(spot)) == spot
    match Lamp("hall", 3):
        case Lamp(name, watts):
            assert (name, watts) == ("hall", 3)
        case _:
            pytest.fail("no match")


def test_one_that_pickle_makes_first_has_its_methods() -> None:
    make, _ = Lamp("hall").__reduce__()
    made = make(Piped, "hall")  # type: ignore[operator]  # as pickle does
    assert repr(made) == "Piped(name='hall')"
    assert hash(made) == hash(Piped("hall"))
    assert made == Piped("hall")


def test_threads_may_make_the_first_ones() -> None:
    @dataclass(frozen=True, slots=True)
    class Bulb:
        name: str

    made: list[Bulb] = []
    threads = [Thread(target=lambda: made.append(Bulb("hall"))) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert made == 8 * [Bulb("hall")]


def test_one_without_slots_keeps_what_it_has_computed() -> None:
    @dataclass(frozen=True)
    class Bulb:
        name: str
        watts: int = 5

        @cached_property
        def label(self) -> list[str]:
            return [self.name, str(self.watts)]

    bulb = Bulb("hall")
    assert bulb.label is bulb.label
    assert (bulb, hash(bulb)) == (Bulb("hall"), hash(Bulb("hall")))
    with pytest.raises(FrozenInstanceError):
        bulb.watts = 6  # type: ignore[misc]  # what is tested


def test_one_that_is_not_frozen_can_be_changed_and_has_no_hash() -> None:
    @dataclass(slots=True)
    class Bulb:
        name: str
        seen: list[str] = field(default_factory=list)

    bulb = Bulb("hall")
    bulb.seen.append("noon")
    bulb.name = "attic"
    assert (bulb, Bulb("attic").seen) == (Bulb("attic", ["noon"]), [])
    assert repr(bulb).endswith("Bulb(name='attic', seen=['noon'])")
    assert replace(bulb, name="hall") == Bulb("hall", ["noon"])
    with pytest.raises(TypeError, match="unhashable"):
        hash(bulb)


def test_those_of_which_many_are_made_are_as_the_first_are() -> None:
    @dataclass(frozen=True, slots=True)
    class Bulb:
        name: str
        watts: int = 5
        seen: list[str] = field(default_factory=list, compare=False)

    def wrong(number: int) -> str:
        with pytest.raises(TypeError) as told:
            (lambda: Bulb(), lambda: Bulb("a", name="a"), lambda: Bulb("a", volts=1))[number]()  # type: ignore[call-arg,misc]  # what is tested
        return str(told.value)

    faults = [*map(wrong, range(3))]
    made = [Bulb("hall", watts=one) for one in range(500)]
    assert [one.watts for one in made] == [*range(500)]
    assert made[0].seen is not made[1].seen is not made[499].seen
    assert {one.name for one in made} == {"hall"}
    assert all(one == Bulb("hall", one.watts) != Bulb("attic", one.watts) for one in made)
    assert len({*made, *made}) == 500
    assert {hash(one) for one in made} == {hash(("hall", one)) for one in range(500)}
    assert faults == [*map(wrong, range(3))]


def test_others_are_made_by_the_standard_library() -> None:
    plain = partial(dataclass)()(type("Plain", (), {"__annotations__": {"a": "int"}}))
    assert dataclasses.is_dataclass(plain)
    assert "__dataclass_first__" not in vars(plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulb:
    """Made of rows."""

    name: str
    watts: int = 5
    new: bool = False
    rooms: list[str] = field(default_factory=list)


def test_records_made_of_values_in_order_are_those_made_by_name() -> None:
    """The first are made by a call of the class, those after many by what is written for it."""
    for _ in range(200):
        made = maker(Bulb, "watts", "name", "new")(7, "a", True)
        assert made == Bulb(name="a", watts=7, new=True) and type(made) is Bulb
        assert maker(Bulb, "name")("b").rooms == []
    with pytest.raises(FrozenInstanceError):
        made.watts = 9  # type: ignore[misc]
    with pytest.raises((TypeError, ValueError)):
        maker(Bulb, "name")("b", 7)
    assert maker(Bulb, "name")("b").rooms is not maker(Bulb, "name")("b").rooms


def test_a_copy_with_other_values_is_that_of_the_standard_library() -> None:
    spot = Spot("hall", angle=2.5)
    copied = lazy_dataclass.replace(spot, watts=7)
    assert copied == replace(spot, watts=7) == Spot("hall", 7, angle=2.5)
    assert type(copied) is Spot
    with pytest.raises(ValueError, match="no power back"):
        lazy_dataclass.replace(spot, watts=-1)
    with pytest.raises(TypeError, match="volts"):
        lazy_dataclass.replace(spot, volts=230)


def test_a_copy_of_another_record_is_made_too() -> None:
    @dataclasses.dataclass
    class Plain:
        name: str

    assert lazy_dataclass.replace(Plain("a"), name="b") == Plain("b")


def test_fields_are_told_without_the_standard_library() -> None:
    @dataclass(frozen=True, slots=True)
    class Shade:
        colour: str
        holes: tuple[int, ...] = field(default_factory=tuple)
        seen: int = field(default=3, compare=False)

    assert record_fields(Shade) == [
        ("colour", str, MISSING, True),
        ("holes", tuple[int, ...], (), True),
        ("seen", int, 3, False),
    ]
    assert [one[0] for one in record_fields(Spot)] == [one.name for one in fields(Spot)]
    assert not isinstance(vars(Shade).get("__dataclass_fields__"), dict)
    assert is_record(Shade)
    assert not is_record(Shade("red"))
    assert not is_record(str)
