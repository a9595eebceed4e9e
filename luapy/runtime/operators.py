"""The operators other than arithmetic: index, assignment, length, concatenation, comparison (manual 3.4)."""

from __future__ import annotations

from luapy.runtime import metatables
from luapy.runtime.attempts import Refused, refuse_in_attempt
from luapy.runtime.errors import OperandError
from luapy.runtime.metatables import (
    check_handler, index_chain, metamethod, newindex_chain, type_name_for_error,
)
from luapy.runtime.prototypes import cleared_attributes
from luapy.runtime.state import current_state
from luapy.runtime.table import (
    CLASS_METAMETHODS, EMPTY_ARRAY, EMPTY_HASH, STATIC_NAMES, Table, add_integer, append_behind_gap, border,
    has_room, is_plain, rawget, rawset, set_attribute, set_integer,
)
from luapy.runtime.values import FALSE, Userdata, first, number_to_str, type_name


# Index -----------------------------------------------------------------------------
# On 3.11 a read of a default that tables have from their class costs as much as a look-up in a dict: those come last.

_static_attribute = STATIC_NAMES.get
_CLASS_NAMES = frozenset(CLASS_METAMETHODS)


def index(obj, key):
    """``obj[key]``."""
    if isinstance(obj, Table):
        cls = key.__class__
        if cls is str:
            attr = _static_attribute(key)
            if attr is not None:
                return getattr(obj, attr)
            value = obj.__dict__.get("f_" + key)
            if value is not None:
                return value
            if obj.special:
                value = obj.hash.get(key)
        elif cls is int:
            arr = obj.arr
            value = arr[key] if 0 < key < len(arr) else obj.hash.get(key)
        else:
            value = rawget(obj, key)
        if value is None and obj.indexed:
            return index_chain(obj, key)
        return value
    return index_chain(obj, key)


def setindex(obj, key, value):
    """``obj[key] = value``."""
    if isinstance(obj, Table):
        if key.__class__ is str and value is not None and not obj.hooked:
            attr = _static_attribute(key)
            if attr is None:
                obj.__dict__["f_" + key] = value
            else:
                setattr(obj, attr, value)
        elif obj.newindexed and rawget(obj, key) is None:
            newindex_chain(obj, key, value)
        elif key.__class__ is int and not obj.special:
            set_integer(obj, key, value)
        else:
            rawset_checked(obj, key, value)
    else:
        newindex_chain(obj, key, value)


def set_field(obj, name, value):
    """``obj.name = value`` of translated code where the value is nil or the object no table.

    The attribute of a cleared field stays, as None, where nothing else can stand behind the name.
    """
    if value is not None or not isinstance(obj, Table) or obj.hooked:
        setindex(obj, name, value)
        return
    attr = STATIC_NAMES[name]
    if not obj.indexed:
        setattr(obj, attr, None)
    elif obj.prototyped and getattr(obj.__class__, attr, None) is None:
        if attr not in cleared_attributes:
            cleared_attributes.add(attr)
        setattr(obj, attr, None)
    else:
        set_attribute(obj, attr, None)


def sparse_element(obj, key):
    """``obj[key]`` in a tried statement, for elements that may be absent. Raises Refused where something could fail later."""
    try:
        if key.__class__ is int:
            arr = obj.arr
            if 0 < key < len(arr):
                return arr[key]
            value = obj.hash.get(key)
        elif key.__class__ is str:
            value = obj.__dict__.get("f_" + key)
            if value is None:
                return absent_field(obj, key)
        else:
            value = rawget(obj, key)
        if value is not None or not obj.indexed:
            return value
    except (AttributeError, TypeError):
        raise Refused from None
    return _element_by_chain(obj, key)


def absent_field(obj, key):
    """The same for a string that is no attribute of the table's."""
    try:
        if obj.special or key in _CLASS_NAMES:
            value = rawget(obj, key)
            if value is not None:
                return value
        if not obj.indexed:
            return None
    except AttributeError:
        raise Refused from None
    return _element_by_chain(obj, key)


def _element_by_chain(obj, key):
    if not isinstance(obj, Table):
        raise Refused
    refuse_in_attempt()
    return index_chain(obj, key)


def store_element(obj, key, value):
    """``obj[key] = value`` where the list has no such element, or the table a metatable."""
    if value is None or not isinstance(obj, Table):
        setindex(obj, key, value)
        return
    cls = key.__class__
    if cls is str:
        if not obj.hooked:
            attr = _static_attribute(key)
            if attr is None:
                obj.__dict__["f_" + key] = value
            else:
                setattr(obj, attr, value)
            return
    elif cls is int:
        arr = obj.arr
        size = len(arr)
        if 0 < key < size:
            if not obj.newindexed or arr[key] is not None:
                arr[key] = value
                return
        elif not obj.newindexed:
            if key != size:
                if arr[0] and key > size and has_room(arr, key, size):
                    append_behind_gap(arr, key, value)
                else:
                    add_integer(obj, arr, key, value)
                return
            if arr is EMPTY_ARRAY:
                if obj.hash is EMPTY_HASH:  # and no store of a weak table
                    obj.arr = [is_plain(obj), value]
                    return
            elif not obj.hash:
                arr.append(value)
                return
    setindex(obj, key, value)


def append_element(obj, value) -> bool:
    """``obj[#obj + 1] = value`` if no metamethod can have to do with it; else False."""
    if not isinstance(obj, Table) or obj.meta is not None:
        return False
    if value is not None:
        if obj.arr is EMPTY_ARRAY and obj.hash is EMPTY_HASH:
            obj.arr = [True, value]
        else:
            set_integer(obj, border(obj) + 1, value)
    return True


def rawset_checked(table, key, value):
    """rawset, with the errors for keys that cannot be."""
    check_key(key)
    rawset(table, key, value)


def check_key(key):
    """Raises the errors for keys that cannot be."""
    if key is None:
        raise OperandError("table index is nil")
    if key.__class__ is float and key != key:
        raise OperandError("table index is NaN")


# Length ----------------------------------------------------------------------------

def length(obj):
    """``#obj``."""
    if obj.__class__ is str:
        return len(obj)
    if isinstance(obj, Table):
        arr = obj.arr
        if arr[0]:  # no keys in the hash can follow those of the list
            return len(arr) - 1 if arr[-1] is not None else border(obj)
        if obj.meta is None:
            return border(obj)
        handler = rawget(obj.meta, "__len")
        if handler is None or not _has_table_len():
            return border(obj)
        return first(handler(obj, obj))
    handler = metamethod(obj, "__len")
    if handler is None:
        raise OperandError(f"attempt to get length of a {type_name_for_error(obj)} value", "operand")
    return first(handler(obj, obj))


def _has_table_len():
    return current_state().dialect.number >= (5, 2)


# Concatenation -----------------------------------------------------------------------

_STRINGS = (str, int, float)


def concat(left, right):
    """``left .. right``."""
    cls, other = left.__class__, right.__class__
    if cls is str and other is str:
        return left + right
    if cls in _STRINGS and other in _STRINGS:
        return ((left if cls is str else number_to_str(left)) + (right if other is str else number_to_str(right)))
    handler = metamethod(left, "__concat")
    if handler is None:
        handler = metamethod(right, "__concat")
        if handler is None:
            culprit, operand = (right, "right") if cls in _STRINGS else (left, "left")
            raise OperandError(f"attempt to concatenate a {type_name_for_error(culprit)} value", operand)
    check_handler(handler, "__concat")
    return first(handler(left, right))


class _NoText:
    """What cannot be concatenated without a metamethod: an f-string with it raises TypeError, as does ``+``."""

    __slots__ = ()
    __format__ = str.__format__  # which is not for this class


_NO_TEXT = _NoText()


def text_of(value):
    """The text of a number or string, for translated code that concatenates; else what makes it fail."""
    cls = value.__class__
    if cls is int or cls is float:
        return number_to_str(value)
    return value if cls is str else _NO_TEXT


def concat_all(*parts):
    """A chain ``a .. b .. c`` (right associative): one join where all are strings or numbers."""
    try:
        return "".join(parts)
    except TypeError:
        pass
    for part in parts:
        if part.__class__ not in _STRINGS:
            break
    else:
        return "".join([part if part.__class__ is str else number_to_str(part) for part in parts])
    result = parts[-1]
    for place in range(len(parts) - 2, -1, -1):
        try:
            result = concat(parts[place], result)
        except OperandError as error:
            # what a metamethod has made of several parts is called by the first one's name, whose register it is in
            error.operand = {"left": place, "right": place + 1}.get(error.operand)
            raise
    return result


# Comparison --------------------------------------------------------------------------
# `==`, `<` and `<=` of translated code are Python's own: they agree with Lua's on numbers and strings, raise
# TypeError elsewhere, and reach the methods of Table for metamethods.

def equal(left, right) -> bool:
    """``left == right`` as a Python bool."""
    return left == right


def less_than(left, right) -> bool:
    """``left < right`` as a Python bool; raises the comparison error."""
    try:
        return left < right
    except TypeError:
        pass
    return compare_metamethod("__lt", left, right)


def less_equal(left, right) -> bool:
    """``left <= right`` as a Python bool; raises the comparison error."""
    try:
        return left <= right
    except TypeError:
        pass
    return compare_metamethod("__le", left, right)


def compare_metamethod(event, left, right) -> bool:
    """``__lt`` or ``__le`` of operands that Python cannot compare."""
    handler = comparison_handler(left, right, event)
    if handler is not None:
        check_handler(handler, event)
        refuse_in_attempt()
        result = first(handler(left, right))
        return result is not None and result is not FALSE
    if event == "__le":  # not by the letter of 5.4, but as it is built
        handler = comparison_handler(left, right, "__lt")
        if handler is not None:
            refuse_in_attempt()
            result = first(handler(right, left))
            return result is None or result is FALSE
    refuse_in_attempt()  # perhaps no comparison of the program's, but the test of a key
    kind, other = type_name_for_error(left), type_name_for_error(right)
    if kind == other:
        raise OperandError(f"attempt to compare two {kind} values")
    raise OperandError(f"attempt to compare {kind} with {other}")


def _less(left, right):
    return compare_metamethod("__lt", left, right)


def _greater(left, right):
    return compare_metamethod("__lt", right, left)


def _less_or_equal(left, right):
    return compare_metamethod("__le", left, right)


def _greater_or_equal(left, right):
    return compare_metamethod("__le", right, left)


for _class in (Table, Userdata):  # Python's comparison operators reach the metamethods
    _class.__lt__, _class.__gt__, _class.__le__, _class.__ge__ = _less, _greater, _less_or_equal, _greater_or_equal


def comparison_handler(left, right, event):
    """The metamethod both operands agree on (5.1) or that either has (5.2 and later)."""
    handler = metamethod(left, event)
    if current_state().dialect.number < (5, 2):
        if handler is None or type_name(left) != type_name(right):
            return None
        other = metamethod(right, event)
        return handler if other is handler else None
    return metamethod(right, event) if handler is None else handler


def equal_metamethod(left, right) -> bool:
    """``__eq`` of two tables or two userdata that are not the same object."""
    if not (isinstance(left, Table) and isinstance(right, Table)
            or isinstance(left, Userdata) and isinstance(right, Userdata)):
        return False
    handler, other = _equality(left.meta), _equality(right.meta)
    if current_state().dialect.number < (5, 3):
        if handler is not other:
            return False
    elif handler is None:
        handler = other
    if handler is None:
        return False
    refuse_in_attempt()
    result = first(handler(left, right))
    return result is not None and result is not FALSE


def _equality(meta):
    if meta is None:
        return None
    return rawget(meta, "__eq") if meta.special else meta.__dict__.get("m___eq")


def _equal(left, right):
    return left is right or equal_metamethod(left, right)


metatables.let_tables_be_equal(_equal)


def swapped_less_than(left, right) -> bool:
    """``left > right``, which Lua defines as ``right < left``."""
    return less_than(right, left)


def swapped_less_equal(left, right) -> bool:
    """``left >= right``."""
    return less_equal(right, left)
