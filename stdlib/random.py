"""The pseudo-random generators behind math.random: each version's own, number by number."""

from __future__ import annotations

import math
import os
from struct import pack, unpack

from luapy.runtime.api import (
    ABSENT, ArgumentError, check_integer, check_number, lua_error, opt_integer, wrap_integer,
)

MASK = 0xFFFFFFFFFFFFFFFF
RAND_MAX = 0x7FFFFFFF


def _rotl(x, n):
    return (x << n | x >> 64 - n) & MASK


class Xoshiro:
    """xoshiro256**, as in 5.4."""

    def __init__(self):
        self.seed(int.from_bytes(os.urandom(8), "little"), int.from_bytes(os.urandom(8), "little"))

    def seed(self, low, high):
        self.state = (low & MASK, 0xFF, high & MASK, 0)
        for _ in range(16):
            self.next()

    def next(self):
        """64 random bits."""
        s0, s1, s2, s3 = self.state
        x = s1 * 5 & MASK
        result = ((x << 7 | x >> 57) & MASK) * 9 & MASK
        s2 ^= s0
        s3 ^= s1
        self.state = (s0 ^ s3, s1 ^ s2, s2 ^ (s1 << 17 & MASK), (s3 << 45 | s3 >> 19) & MASK)
        return result

    def project(self, limit):
        """A random integer in [0, limit]."""
        random = self.next()
        mask = (1 << limit.bit_length()) - 1
        random &= mask
        while random > limit:
            random = self.next() & mask
        return random

    def random(self, *args):
        """math.random([m [, n]])."""
        if not args:
            return (self.next() >> 11) * 1.1102230246251565e-16  # 2^-53
        low = args[0] if args[0].__class__ is int else check_integer(1, args[0])
        if len(args) == 1:
            if low == 0:
                return wrap_integer(self.next())
            low, high = 1, low
        elif len(args) == 2:
            high = check_integer(2, args[1])
        else:
            lua_error("wrong number of arguments")
        if low > high:
            raise ArgumentError(1, "interval is empty")
        return low + self.project(high - low)

    def randomseed(self, x=ABSENT, y=None, *_):
        """math.randomseed([x [, y]]): the two parts of the seed."""
        if x is ABSENT:
            low, high = (int.from_bytes(os.urandom(8), "little") for _ in range(2))
        else:
            low, high = check_integer(1, x), opt_integer(2, y, 0)
        self.seed(low, high)
        return wrap_integer(low), wrap_integer(high)


class CRandom:
    """glibc's rand(), which 5.1, 5.2 and 5.3 use."""

    def __init__(self, number):
        self.number = number
        self.seed(1)

    def seed(self, seed):
        """srand."""
        word = (seed & 0xFFFFFFFF) or 1
        if word & 0x80000000:
            word -= 1 << 32
        state = [word]
        for _ in range(30):
            word = int(math.fmod(16807 * word, 2147483647))
            if word < 0:
                word += 2147483647
            state.append(word)
        self.words = [word & 0xFFFFFFFF for word in state]
        self.front, self.rear = 3, 0
        for _ in range(310):
            self.next()

    def next(self):
        """rand()."""
        words, front, rear = self.words, self.front, self.rear
        word = words[front] = words[front] + words[rear] & 0xFFFFFFFF
        self.front = front + 1 if front < 30 else 0
        self.rear = rear + 1 if rear < 30 else 0
        return word >> 1

    def fraction(self):
        if self.number >= (5, 3):
            return self.next() * (1.0 / (RAND_MAX + 1.0))
        return self.next() % RAND_MAX / RAND_MAX

    def random(self, *args):
        """math.random([m [, n]])."""
        fraction = self.fraction()
        if not args:
            return fraction
        check = check_integer if self.number != (5, 2) else check_number
        low, high = 1, check(1, args[0])
        if len(args) == 2:
            low, high = high, check(2, args[1])
        elif len(args) > 2:
            lua_error("wrong number of arguments")
        if low > high:
            raise ArgumentError(1 if self.number >= (5, 3) else len(args), "interval is empty")
        if self.number >= (5, 3):
            if not (low >= 0 or high <= (1 << 63) - 1 + low):
                raise ArgumentError(len(args), "interval too large")
            return int(fraction * (float(high - low) + 1.0)) + low
        return _integral(math.floor(fraction * (high - low + 1)) + low)

    def randomseed(self, x=ABSENT, *_):
        """math.randomseed(x)."""
        self.seed(_unsigned(check_number(1, x)))
        if self.number >= (5, 2):
            self.next()  # the first value correlates with the seed
        return ()


def _unsigned(x):
    """C's conversion of a double to an integer type, on x86-64."""
    if x.__class__ is float:
        x = int(x) if x == x and abs(x) < 2.0 ** 63 else -(1 << 63)
    return x & 0xFFFFFFFF


def _integral(x):
    """A double as an int where it is one, and exact."""
    if x.__class__ is float:
        return int(x) if x.is_integer() and abs(x) <= 2.0 ** 53 else x
    return x if abs(x) <= 1 << 53 else float(x)


class Tausworthe:
    """LuaJIT's generator."""

    STEPS = ((63, 31, 18), (58, 19, 28), (55, 24, 7), (47, 21, 8))

    def __init__(self):
        self.seed(0.0)

    def seed(self, d):
        self.words = []
        for shift in (1, 6, 9, 17):
            d = d * 3.14159265358979323846 + 2.7182818284590452354
            word = unpack("<Q", pack("<d", d))[0]
            self.words.append(word + (1 << shift) if word < 1 << shift else word)
        for _ in range(10):
            self.next()

    def next(self):
        """64 random bits."""
        result = 0
        for place, (k, q, s) in enumerate(self.STEPS):
            z = self.words[place]
            z = ((z << q ^ z) & MASK) >> k - s ^ (z & MASK << 64 - k & MASK) << s & MASK
            result ^= z
            self.words[place] = z
        return result

    def random(self, *args):
        """math.random([m [, n]])."""
        fraction = (self.next() & 0xFFFFFFFFFFFFF) * 2.0 ** -52
        if not args:
            return fraction
        low, high = 1, check_number(1, args[0])
        if len(args) > 1:
            low, high = high, check_number(2, args[1])
        return _integral(math.floor(fraction * (high - low + 1.0)) + low)

    def randomseed(self, x=0, *_):
        """math.randomseed(x)."""
        self.seed(float(check_number(1, x)))
        return ()
