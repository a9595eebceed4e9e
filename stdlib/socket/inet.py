"""Internet addresses: names to addresses and back, connecting and binding to any that fits (manual, dns.html)."""

from __future__ import annotations

import errno
import os
import socket

from luapy.runtime.api import ABSENT, check_string, library, lua_error, opt_string, rawset
from luapy.runtime.table import from_dict, from_list
from luapy.stdlib.lookups import GAI_TEXTS
from luapy.stdlib.socket import options
from luapy.stdlib.socket.handles import Failure, Handle, error_text
from luapy.stdlib.socket.objects import check_group

NUMERIC = socket.NI_NUMERICHOST | socket.NI_NUMERICSERV
FAMILIES = {socket.AF_INET: "inet", socket.AF_INET6: "inet6", socket.AF_UNSPEC: "unspec"}
FAMILY_OPTIONS = {"unspec": socket.AF_UNSPEC, "inet": socket.AF_INET, "inet6": socket.AF_INET6}

# Errors of gethostbyname: those that Python reports as getaddrinfo's, and netdb.h's numbers with the C library's texts.
_HOST_TEXTS = {1: "host not found", 2: "Host name lookup failure", 3: "Unknown server error",
               4: "No address associated with name"}
_HOST_ERRORS = {socket.EAI_NONAME: 1, socket.EAI_AGAIN: 2, socket.EAI_FAIL: 3, getattr(socket, "EAI_NODATA", -5): 4}


def c_string(text: str | None) -> bytes | None:
    """What a C function sees of a Lua string."""
    return None if text is None else text.partition("\0")[0].encode("latin-1")


def lua_text(name: str | bytes) -> str:
    """A name from the system as a Lua string."""
    return os.fsencode(name).decode("latin-1")


# Names to addresses -----------------------------------------------------------------

def addresses(host: str | None, service: str | None, kind: int, family: int = 0, flags: int = 0) -> list:
    """getaddrinfo, failing in LuaSocket's words."""
    try:
        return socket.getaddrinfo(c_string(host), c_string(service), family, kind, 0, flags)
    except socket.gaierror as error:
        raise Failure(GAI_TEXTS.get(error.errno) or error.strerror) from None
    except OSError as error:
        raise Failure(error_text(error.errno)) from None


def try_connect(obj, host: str, service: str, kind: int, family: int):
    """Connect an object to the first address of a host that takes it.

    obj has a handle, a timeout and a family.  A new system socket is made for
    each family that comes up, unless the object is bound to one already.
    """
    handle: Handle = obj.handle
    current = obj.family
    failure = None
    for found_family, found_kind, protocol, _, address in addresses(host, service, kind, family):
        obj.timeout.mark_start()
        try:
            if current != found_family or handle.sock is None:
                handle.create(found_family, found_kind, protocol)
                current = found_family
        except Failure as reason:
            failure = reason
            continue
        try:
            handle.connect(address, obj.timeout)
        except Failure as reason:
            failure = reason
            if obj.timeout.block != 0:
                continue
        else:
            failure = None
        obj.family = current
        break
    if failure is not None:
        raise failure


def try_bind(obj, host: str, service: str, kind: int, family: int):
    """Bind an object to the first local address that can be; "*" is any."""
    handle: Handle = obj.handle
    current = obj.family
    failure = None
    host = None if host == "*" else host
    for found_family, found_kind, protocol, _, address in addresses(host, service, kind, family, socket.AI_PASSIVE):
        try:
            if current != found_family or handle.sock is None:
                handle.create(found_family, found_kind, protocol)
                current = found_family
            handle.bind(address)
        except Failure as reason:
            failure = reason
            continue
        obj.family = current
        return
    if failure is not None:
        raise failure


def disconnect(handle: Handle):
    """Forget the peer of a datagram socket (connect with AF_UNSPEC, for which Python has no address)."""
    if handle.sock is None:
        return
    try:
        import ctypes
        address = ctypes.create_string_buffer(28)  # struct sockaddr_in6 of zeros: AF_UNSPEC is 0
        ctypes.CDLL(None).connect(handle.fileno(), address, len(address))
    except (ImportError, OSError, AttributeError):
        pass  # LuaSocket ignores a failure here as well


# Addresses of sockets -----------------------------------------------------------------

def numeric_name(address) -> tuple[str, str]:
    """Host and port of a socket address, as strings of digits."""
    try:
        return socket.getnameinfo(address, NUMERIC)
    except socket.gaierror as error:
        raise Failure(error.strerror) from None


def _name(obj, method):
    sock = obj.handle.sock
    if sock is None:
        raise Failure(error_text(errno.EBADF))
    try:
        address = getattr(sock, method)()
    except OSError as error:
        raise Failure(error_text(error.errno)) from None
    return numeric_name(address)


def getpeername(obj):
    """object:getpeername(): address, port (a number), family."""
    try:
        host, port = _name(obj, "getpeername")
    except Failure as failure:
        return None, failure.reason
    return host, int(port), FAMILIES.get(obj.family, "unknown")


def methods(group: str, gettable: dict, settable: dict) -> dict:
    """The methods that TCP and UDP objects share, checking that the object is of *group*; with the options it knows."""

    def getfamily(obj=ABSENT, *_):
        """object:getfamily(): "inet6", or "inet4" for all else."""
        return "inet6" if check_group(obj, group).family == socket.AF_INET6 else "inet4"

    def getsockname(obj=ABSENT, *_):
        """object:getsockname(): address, port (a string), family."""
        obj = check_group(obj, group)
        try:
            host, port = _name(obj, "getsockname")
        except Failure as failure:
            return None, failure.reason
        return host, port, FAMILIES.get(obj.family, "unknown")

    def getoption(obj=ABSENT, name=ABSENT, *_):
        """object:getoption(option)."""
        return options.getoption(gettable, check_group(obj, group).handle.sock, name)

    def setoption(obj=ABSENT, name=ABSENT, value=ABSENT, *_):
        """object:setoption(option [, value])."""
        return options.setoption(settable, check_group(obj, group).handle.sock, name, value)

    return {"getfamily": getfamily, "getsockname": getsockname, "getoption": getoption, "setoption": setoption}


# socket.dns -----------------------------------------------------------------------------

def _host_entry(address: str):
    """gethostbyaddr of an IPv4 address, gethostbyname of anything else: name, aliases, addresses."""
    name = c_string(address)
    try:
        try:
            number = socket.inet_ntoa(socket.inet_aton(name.decode("latin-1")))
        except (OSError, ValueError):
            found = socket.gethostbyname_ex(name)
        else:
            found = socket.gethostbyaddr(number)
    except socket.gaierror as error:
        raise Failure(_HOST_TEXTS.get(_HOST_ERRORS.get(error.errno)) or error.strerror) from None
    except OSError as error:
        raise Failure(_HOST_TEXTS.get(error.errno) or error.strerror or str(error)) from None
    return lua_text(found[0]), [lua_text(alias) for alias in found[1]], found[2]


def _resolved(name, aliases, numbers):
    return from_dict({"name": name, "alias": from_list(aliases), "ip": from_list(numbers)})


def toip(address=ABSENT, *_):
    """dns.toip(address): the first IP address and all that is known of the host."""
    try:
        entry = _host_entry(check_string(1, address))
    except Failure as failure:
        return None, failure.reason
    return entry[2][0], _resolved(*entry)


def tohostname(address=ABSENT, *_):
    """dns.tohostname(address): the canonic name and all that is known of the host."""
    try:
        entry = _host_entry(check_string(1, address))
    except Failure as failure:
        return None, failure.reason
    return entry[0], _resolved(*entry)


def getaddrinfo(host=ABSENT, *_):
    """dns.getaddrinfo(address): a list of tables with family and addr."""
    host = check_string(1, host)
    try:
        found = [(family, numeric_name(address)[0])
                 for family, _, _, _, address in addresses(host, None, socket.SOCK_STREAM)]
    except Failure as failure:
        return None, failure.reason
    return from_list([from_dict({"family": FAMILIES.get(family, "unknown"), "addr": name}) for family, name in found])


def getnameinfo(host=None, service=None, *_):
    """dns.getnameinfo([host [, service]]): a list of names and, if a service is given, its name."""
    host = opt_string(1, host, None)
    service = opt_string(2, service, None)
    if host is None and service is None:
        lua_error("host and serv cannot be both nil")
    try:
        found = addresses(host, service, socket.SOCK_STREAM)
    except Failure as failure:
        return None, failure.reason
    names = []
    port = ""
    for *_, address in found:
        try:
            name, port = socket.getnameinfo(address, 0 if host is not None else socket.NI_NUMERICHOST)
        except OSError:
            continue
        names.append(lua_text(name))
    table = from_list(names if host is not None else [])
    return table if service is None else (table, port)


def gethostname(*_):
    """dns.gethostname()."""
    return lua_text(socket.gethostname())


def open_dns(state, core):
    """Put the table dns into the library's table."""
    rawset(core, "dns", library(state, "socket.dns", {
        "getaddrinfo": getaddrinfo, "gethostname": gethostname, "getnameinfo": getnameinfo,
        "tohostname": tohostname, "toip": toip,
    }))
