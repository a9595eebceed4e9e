"""The jit library of LuaJIT, as its interpreter has it where no compiler is: settings are taken and change nothing."""

from __future__ import annotations

import platform
import re
import sys

from luapy.debug.functions import is_lua_function
from luapy.runtime.api import (
    ArgumentError, FALSE, TRUE, check_string, library, lua_error, rawset, type_name,
)

# What programs test: that of LuaJIT 2.1's releases.
VERSION, VERSION_NUMBER = "LuaJIT 2.1.0-beta3", 20100
_SYSTEMS = {"linux": "Linux", "darwin": "OSX", "win32": "Windows"}
_PROCESSORS = {"x86_64": "x64", "amd64": "x64", "i386": "x86", "i686": "x86", "aarch64": "arm64"}

_FLAG = re.compile(r"\d$|(?:[+-]|no)?(?:fold|cse|dce|fwd|dse|narrow|loop|abc|sink|fuse)$")
_PARAMETER = re.compile(r"(?:maxtrace|maxrecord|maxirconst|maxside|maxsnap|minstitch|hotloop|hotexit|tryside|instunroll"
                        r"|loopunroll|callunroll|recunroll|sizemcode|maxmcode)=\d+$", re.ASCII)


def on(function=None, recursive=None, *_):
    """jit.on([func|true [, true|false]])."""
    _check_mode(function)
    return ()


def off(function=None, recursive=None, *_):
    """jit.off([func|true [, true|false]])."""
    _check_mode(function)
    return ()


def flush(function=None, recursive=None, *_):
    """jit.flush([func|true|number [, true|false]])."""
    if type_name(function) != "number":
        _check_mode(function)
    return ()


def _check_mode(function):
    if function is not None and function is not TRUE and not is_lua_function(function):
        raise ArgumentError(1, f"function expected, got {type_name(function)}")


def status(*_):
    """jit.status(): whether the compiler is on."""
    return FALSE


def start(*flags):
    """jit.opt.start(flags...): checks the names of optimizations."""
    for number, flag in enumerate(flags, 1):
        flag = check_string(number, flag)
        if not _FLAG.match(flag) and not _PARAMETER.match(flag):
            lua_error(f"unknown or malformed optimization flag '{flag}'")
    return ()


def open(state):
    """luaopen_jit."""
    options = library(state, "jit.opt", {"start": start})
    jit = library(state, "jit", {"on": on, "off": off, "flush": flush, "status": status})
    machine = platform.machine().lower()
    for name, value in (("version", VERSION), ("version_num", VERSION_NUMBER), ("opt", options),
                        ("os", _SYSTEMS.get(sys.platform, "Other")), ("arch", _PROCESSORS.get(machine, machine))):
        rawset(jit, name, value)
    from luapy.stdlib import loaded_table
    rawset(loaded_table(state), "jit.opt", options)
    return jit
