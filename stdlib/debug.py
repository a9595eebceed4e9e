"""The library debug (manual 6.10): the stack, variables, metatables and hooks, past all protection."""

from __future__ import annotations

import sys

from luapy.debug.frames import level_at
from luapy.debug.functions import (
    active_lines, function_facts, is_lua_function, join_upvalues, lua_body, source_name, upvalue, upvalues,
)
from luapy.debug.hooks import Hooks
from luapy.debug.names import called_name
from luapy.debug.threads import levels_of
from luapy.debug.traceback import traceback_text
from luapy.debug.variables import get_local, parameter_name, set_local_at, temporary
from luapy.runtime.api import (
    ABSENT, ArgumentError, TRUE, Table, Userdata, check_any, check_function, check_integer, is_function,
    check_string, library, lua_bool, lua_error, number_to_str, opt_integer, opt_string, rawset, str_to_number, tostring,
    type_error, type_name,
)
from luapy.runtime.coroutines import Coroutine, let_threads_have_metatables, main_coroutine, running_coroutine
from luapy.runtime.messages import look_for_tostring
from luapy.runtime.metatables import metatable_of, setmetatable as set_table_metatable


def _argument(args, place):
    return args[place] if place < len(args) else ABSENT


def _thread(args):
    """getthread: (coroutine or None for the running one, number of arguments it takes)."""
    if args and isinstance(args[0], Coroutine):
        return args[0], 1
    return None, 0


class DebugLibrary:
    """The functions that need their state."""

    def __init__(self, state):
        self.state = state
        self.dialect = state.dialect
        self.modern = state.dialect.number >= (5, 2)
        self.hooks = Hooks(state)
        self.user_values: dict = {}

    # Metatables, registry, user values ------------------------------------------------------

    def getmetatable(self, value=ABSENT, *_):
        """debug.getmetatable(value): without regard to __metatable."""
        return metatable_of(check_any(1, value))

    def setmetatable(self, value=ABSENT, meta=ABSENT, *_):
        """debug.setmetatable(value, table): of any value; returns the value (5.1: true)."""
        if meta is not None and not isinstance(meta, Table):
            if self.dialect.number >= (5, 4):
                type_error(2, meta, "nil or table")
            raise ArgumentError(2, "nil or table expected")
        if isinstance(value, Table):
            set_table_metatable(value, meta)
        elif isinstance(value, Userdata) and not isinstance(value, LightUserdata):
            self._set_userdata_metatable(value, meta)
        else:
            self._set_basic_metatable("light userdata" if isinstance(value, LightUserdata) else type_name(value), meta)
        return TRUE if self.dialect.name == "5.1" else value

    def _set_userdata_metatable(self, value, meta):
        value.meta = meta
        if meta is not None and meta.is_meta is None:
            object.__setattr__(meta, "is_meta", True)

    def _set_basic_metatable(self, kind, meta):
        """The metatable that all values of a type share."""
        if meta is None:
            self.state.metatables.pop(kind, None)
        else:
            self.state.metatables[kind] = meta
            if kind != "string":
                self.state.is_careful = True
                look_for_tostring()
            if kind == "thread":
                let_threads_have_metatables()
            if meta.is_meta is None:
                object.__setattr__(meta, "is_meta", True)
        if kind == "string":
            self.state.adopt_string_metatable()

    def getregistry(self, *_):
        """debug.getregistry()."""
        return self.state.registry

    def getuservalue(self, userdata=ABSENT, n=None, *_):
        """debug.getuservalue(u [, n]): n is new in 5.4."""
        n = opt_integer(2, n, 1) if self.dialect.number >= (5, 4) else 1
        if not isinstance(userdata, Userdata) or isinstance(userdata, LightUserdata):
            return None
        if self.dialect.number >= (5, 4):
            return None  # no library gives its userdata any
        return self.user_values.get(id(userdata), (None, None))[1]

    def setuservalue(self, userdata=ABSENT, value=ABSENT, n=None, *_):
        """debug.setuservalue(udata, value [, n])."""
        n = opt_integer(3, n, 1) if self.dialect.number >= (5, 4) else 1
        if isinstance(userdata, LightUserdata) and self.dialect.number == (5, 2):
            raise ArgumentError(1, "full userdata expected, got light userdata")
        if not isinstance(userdata, Userdata) or isinstance(userdata, LightUserdata):
            type_error(1, userdata, "userdata")
        if self.dialect.number == (5, 2):
            if value is not None and value is not ABSENT and not isinstance(value, Table):
                type_error(2, value, "table")
        else:
            check_any(2, value)
        if self.dialect.number >= (5, 4):
            return None
        self.user_values[id(userdata)] = (userdata, None if value is ABSENT else value)
        return userdata

    # Functions and levels -------------------------------------------------------------------

    def getinfo(self, *args):
        """debug.getinfo([thread,] f [, what])."""
        co, skip = _thread(args)
        return Information(self, co, skip, args).table()

    def getlocal(self, *args):
        """debug.getlocal([thread,] f, local): name and value."""
        co, skip = _thread(args)
        target = _argument(args, skip)
        if self.modern:
            number = check_integer(skip + 2, _argument(args, skip + 1))
            if is_function(target):
                facts = function_facts(target)
                return None if facts is None else parameter_name(facts, number)
            level = self._level(co, skip, target)
        else:
            level = self._level(co, skip, target)
            number = check_integer(skip + 2, _argument(args, skip + 1))
        transferred = self.hooks.transferred_value(level, number)
        if transferred:
            return temporary("C " if level.chunk is None else ""), transferred[0]
        return get_local(level, number)

    def setlocal(self, *args):
        """debug.setlocal([thread,] level, local, value): the name."""
        co, skip = _thread(args)
        target = _argument(args, skip)
        if self.dialect.number >= (5, 3):
            check_integer(skip + 1, target)
            check_integer(skip + 2, _argument(args, skip + 1))
        level = self._level(co, skip, target)
        value = check_any(skip + 3, _argument(args, skip + 2))
        return set_local_at(level, check_integer(skip + 2, _argument(args, skip + 1)), value)

    def _level(self, co, skip, target):
        number = check_integer(skip + 1, target)
        level, _ = level_at(levels_of(co), number)
        if level is None:
            raise ArgumentError(skip + 1, "level out of range")
        return level

    # Upvalues ---------------------------------------------------------------------------------

    def getupvalue(self, function=ABSENT, number=ABSENT, *_):
        """debug.getupvalue(f, up): name and value."""
        found = self._upvalue(function, number)
        return () if found is None else (found.name, found.value)

    def setupvalue(self, function=ABSENT, number=ABSENT, value=ABSENT, *_):
        """debug.setupvalue(f, up, value): the name."""
        check_any(3, value)
        found = self._upvalue(function, number)
        if found is None:
            return ()
        found.value = value
        return found.name

    def _upvalue(self, function, number):
        number = check_integer(2, number)
        check_function(1, function)
        if self.dialect.name == "5.1" and not is_lua_function(function):
            return None
        return upvalue(function, number)

    def upvalueid(self, function=ABSENT, number=ABSENT, *_):
        """debug.upvalueid(f, n): a light userdata that tells upvalues apart."""
        found = self._checked_upvalue(1, function, number, self.dialect.number < (5, 4))
        return None if found is None else light_userdata(found.identity)

    def upvaluejoin(self, f1=ABSENT, n1=ABSENT, f2=ABSENT, n2=ABSENT, *_):
        """debug.upvaluejoin(f1, n1, f2, n2): the n1-th upvalue of f1 becomes the n2-th of f2."""
        mine = self._checked_upvalue(1, f1, n1, True)
        other = self._checked_upvalue(3, f2, n2, True)
        for place, function in ((1, f1), (3, f2)):
            if not is_lua_function(function):
                raise ArgumentError(place, "Lua function expected")
        join_upvalues(f1, mine, other)
        return ()

    def _checked_upvalue(self, place, function, number, must_be):
        number = check_integer(place + 1, number)
        check_function(place, function)
        found = upvalue(function, number)
        if found is None and must_be:
            raise ArgumentError(place + 1, "invalid upvalue index")
        return found

    # Hooks --------------------------------------------------------------------------------------

    def sethook(self, *args):
        """debug.sethook([thread,] hook, mask [, count])."""
        co, skip = _thread(args)
        hook = _argument(args, skip)
        if hook is None or hook is ABSENT:
            self.hooks.set(co, None, "", 0)
            return ()
        mask = check_string(skip + 2, _argument(args, skip + 1))
        if self.modern:
            check_function(skip + 1, hook)
        count = opt_integer(skip + 3, _argument(args, skip + 2), 0)
        if not self.modern:
            check_function(skip + 1, hook)
        self.hooks.set(co, hook, mask, count)
        return ()

    def gethook(self, *args):
        """debug.gethook([thread]): function, mask, count."""
        hook, mask, count = self.hooks.get(_thread(args)[0])
        if hook is None and self.dialect.number >= (5, 4):
            return None
        return hook, mask, count

    # The rest -------------------------------------------------------------------------------------

    def traceback(self, *args):
        """debug.traceback([thread,] [message [, level]])."""
        co, skip = _thread(args)
        message, level = _argument(args, skip), _argument(args, skip + 1)
        if message.__class__ is int or message.__class__ is float:
            message = number_to_str(message)
        if message.__class__ is not str and message is not ABSENT and (message is not None or not self.modern):
            return message
        level = self._traceback_level(skip, level, 0 if co is not None and co is not running_coroutine(self.state) else 1)
        return traceback_text(list(levels_of(co)), message if message.__class__ is str else None, level)

    def _traceback_level(self, skip, level, default):
        if self.dialect.name == "5.1":
            number = str_to_number(level) if level.__class__ is str else level
            return int(number) if number.__class__ in (int, float) else default
        return opt_integer(skip + 2, level, default)

    def debug(self, *_):
        """debug.debug(): a loop that runs lines of input, until "cont"."""
        while True:
            self.state.flush_files()
            sys.stderr.write("lua_debug> ")
            sys.stderr.flush()
            line = sys.stdin.buffer.readline(249)
            if line in (b"", b"cont\n"):
                return ()
            self._run_line(line)

    def _run_line(self, line):
        from luapy.frontend.errors import LuaSyntaxError
        from luapy.debug.messages import to_lua_error
        try:
            self.state.compile(line, "=(debug command)")()
        except LuaSyntaxError as error:
            text = str(error)
        except Exception as error:
            text = tostring(to_lua_error(error).value)
        else:
            return
        self.state.flush_files()
        sys.stderr.write(text + "\n")

    def setcstacklimit(self, limit=ABSENT, *_):
        """debug.setcstacklimit(limit): does nothing any more, as in 5.4.3 and later."""
        check_integer(1, limit)
        return 200

    # 5.1

    def getfenv(self, value=ABSENT, *_):
        """debug.getfenv(o)."""
        from luapy.runtime.environments import getfenv
        check_any(1, value)
        if isinstance(value, Coroutine):
            return self.state.globals_of(self._thread(value))
        if is_lua_function(value):
            return getfenv(value)
        if is_function(value) or isinstance(value, Userdata) and id(value) not in self.user_values:
            return self.state.first_globals  # that of the library which made it
        return self.user_values.get(id(value), (None, None))[1]

    def _thread(self, co):
        """A coroutine, None for that of the main program."""
        return None if co is main_coroutine(self.state) else co

    def setfenv(self, value=ABSENT, table=ABSENT, *_):
        """debug.setfenv(object, table): the object."""
        from luapy.runtime.environments import set_environment
        if not isinstance(table, Table):
            type_error(2, table, "table")
        if is_function(value):
            if set_environment(value, table):
                return value
        elif isinstance(value, Userdata):
            self.user_values[id(value)] = (value, table)
            return value
        elif isinstance(value, Coroutine):
            self.state.set_globals_of(self._thread(value), table)
            return value
        lua_error("'setfenv' cannot change environment of given object")


class Information:
    """One call of getinfo: what it asks for, and its answers."""

    def __init__(self, library, co, skip, args):
        self.dialect = library.dialect
        self.hooks = library.hooks
        self.co = co
        self.place = skip + 1
        self.target = _argument(args, skip)
        number = self.dialect.number
        default, self.known = {(5, 4): ("flnSrtu", "SlutnrLf"), (5, 1): ("flnSu", "SlunLf")}.get(
            number, ("flnStu", "SlutnLf"))
        self.options = opt_string(skip + 2, _argument(args, skip + 1), default)
        if number >= (5, 4) and self.options[:1] == ">":
            raise ArgumentError(skip + 2, "invalid option '>'")
        self.level = self.caller = self.function = None

    def table(self):
        """The table of answers, None if there is no such level."""
        if not self._find():
            return None
        if any(option not in self.known for option in self.options) and not self._is_lost():
            raise ArgumentError(self.place + 1, "invalid option")
        answers = Table()
        for option in self.options:
            fields = {"S": self._source, "l": self._line, "u": self._counts, "n": self._name, "r": self._transfer,
                      "t": self._tail, "L": self._lines, "f": self._function}[option]() if option in self.known else {}
            for key, value in fields.items():
                if value is not None:
                    rawset(answers, key, value)
        return answers

    def _find(self) -> bool:
        target, number = self.target, self.dialect.number
        if is_function(target):
            self.function = target
            return True
        if number < (5, 3):
            level = str_to_number(target) if target.__class__ is str else target
            if level.__class__ not in (int, float):
                raise ArgumentError(self.place, "function or level expected")
            level = int(level)
        else:
            level = check_integer(self.place, target)
        self.level, self.caller = level_at(levels_of(self.co), level)
        return self.level is not None

    def _is_lost(self):
        return self.level is not None and self.level.is_lost

    def _chunk_and_code(self):
        if self.level is not None:
            return self.level.chunk, self.level.code
        body = lua_body(self.function)
        return (None, None) if body is None else (body.__globals__["__chunk__"], body.__code__)

    def _facts(self):
        return self.level.facts if self.level is not None else function_facts(self.function)

    def _source(self):
        chunk, code = self._chunk_and_code()
        if self._is_lost():
            return {"source": "=(tail call)", "short_src": "(tail call)", "linedefined": -1, "lastlinedefined": -1,
                    "what": "tail"}
        if chunk is None:
            return {"source": "=[C]", "short_src": "[C]", "linedefined": -1, "lastlinedefined": -1, "what": "C"}
        facts = self._facts()
        main = code.co_name == "main_chunk"
        last = facts.end_line
        if main:
            last = 0 if self.dialect.name != "luajit" else last
        return {"source": chunk.name, "short_src": source_name(chunk), "linedefined": 0 if main else facts.line,
                "lastlinedefined": last, "what": "main" if main else "Lua"}

    def _line(self):
        return {"currentline": -1 if self.level is None or self.level.chunk is None else self.level.line}

    def _counts(self):
        facts = self._facts()
        function = self._function_value()
        counts = {"nups": len(upvalues(function)) if function is not None else 0}
        if self.dialect.number >= (5, 2) or self.dialect.name == "luajit":
            counts |= {"nparams": 0 if facts is None else facts.nparams,
                       "isvararg": lua_bool(facts is None or facts.is_vararg)}
        return counts

    def _name(self):
        what, name = ("", None) if self.level is None else called_name(self.level, self.caller)
        if self._is_lost():
            name = ""
        return {"name": name, "namewhat": what}

    def _transfer(self):
        first, count = (0, 0) if self.level is None else self.hooks.transferred(self.level)
        return {"ftransfer": first, "ntransfer": count}

    def _tail(self):
        return {"istailcall": lua_bool(self.level is not None and self.level.tail)}

    def _lines(self):
        chunk, code = self._chunk_and_code()
        if chunk is None:
            return {}
        table = Table()
        for line in active_lines(chunk, code):
            rawset(table, line, TRUE)
        return {"activelines": table}

    def _function_value(self):
        if self.function is None and self.level is not None:
            self.function = self.level.function
        return self.function

    def _function(self):
        return {"func": self._function_value()}


class LightUserdata(Userdata):
    """The identity of an upvalue."""

    is_light = True

    def __init__(self, target):
        self.target = target


_light: dict = {}


def light_userdata(target):
    """The light userdata of an object: always the same one."""
    found = _light.get(id(target))
    if found is None:
        found = _light[id(target)] = LightUserdata(target)
    return found


def open(state):
    """luaopen_debug."""
    this = DebugLibrary(state)
    number, name = state.dialect.number, state.dialect.name
    functions = {
        "debug": this.debug, "gethook": this.gethook, "getinfo": this.getinfo, "getlocal": this.getlocal,
        "getmetatable": this.getmetatable, "getregistry": this.getregistry, "getupvalue": this.getupvalue,
        "sethook": this.sethook, "setlocal": this.setlocal, "setmetatable": this.setmetatable,
        "setupvalue": this.setupvalue, "traceback": this.traceback,
    }
    if number == (5, 1):
        functions |= {"getfenv": this.getfenv, "setfenv": this.setfenv}
    if number >= (5, 2) or name == "luajit":
        functions |= {"upvalueid": this.upvalueid, "upvaluejoin": this.upvaluejoin}
    if number >= (5, 2):
        functions |= {"getuservalue": this.getuservalue, "setuservalue": this.setuservalue}
    if number >= (5, 4):
        functions["setcstacklimit"] = this.setcstacklimit
    return library(state, "debug", functions)
