"""socket.serial: serial lines as streams. The module is the function that opens one."""

from __future__ import annotations

import os

from luapy.runtime.api import ABSENT, check_string, register_function
from luapy.stdlib.socket.buffers import Buffer
from luapy.stdlib.socket.handles import READ, WRITE, Closed, error_text, failure_of, wait
from luapy.stdlib.socket.inet import c_string
from luapy.stdlib.socket.objects import Classes, SocketObject, plain_methods, stream_methods
from luapy.stdlib.socket.timeouts import Timeout

GROUP = "serial{any}"
CLIENT = "serial{client}"


class Device:
    """An open device, with the operations of a `Handle` that streams need."""

    def __init__(self, fd: int):
        self.fd = fd
        os.set_blocking(fd, False)

    def __del__(self):
        self.close()

    def close(self):
        fd, self.fd = self.fd, -1
        if fd >= 0:
            os.close(fd)

    def fileno(self) -> int:
        return self.fd

    def set_fileno(self, fd: int):
        """Take another descriptor; the old one stays open."""
        self.fd = fd

    def recv(self, size, timeout):
        return self._retry(READ, timeout, os.read, size)

    def send(self, data, timeout):
        return self._retry(WRITE, timeout, os.write, data)

    def _retry(self, event, timeout, operation, argument):
        if self.fd < 0:
            raise Closed
        while True:
            try:
                return operation(self.fd, argument)
            except BlockingIOError:
                wait(self.fd, event, timeout)
            except OSError as error:
                raise failure_of(error) from None


class SerialObject(SocketObject):
    group = GROUP

    def __init__(self, lib, device):
        timeout = Timeout()
        super().__init__(lib, CLIENT, device, timeout)
        self.__dict__["buffer"] = Buffer(device, timeout)


METHODS = {**plain_methods(GROUP), **stream_methods(CLIENT)}
del METHODS["gettimeout"]  # LuaSocket has none here


class Serial(Classes):
    def __init__(self, state):
        super().__init__(state, GROUP, (CLIENT,), METHODS)

    def serial(self, path=ABSENT, *_):
        """socket.serial(path)."""
        path = c_string(check_string(1, path))
        try:
            return SerialObject(self, Device(os.open(path, os.O_NOCTTY | os.O_RDWR)))
        except OSError as error:
            return None, error_text(error.errno), float(error.errno)


def open(state):
    """The function that ``require "socket.serial"`` gives."""
    return register_function(Serial(state).serial)
