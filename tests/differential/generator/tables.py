"""Constructors of tables, and statements that work on them (manual 2.1, 3.4.9, 6.6)."""

from __future__ import annotations

import re

from .core import Core, Expression, expression
from .expressions import FIELDS

COMPARISON = re.compile("[<>]|[~=]=")
KEYS = ("1", "2", "3", "0", "-1", "1.5", "2.0", "true", "false", '"x"', '"y"', '"a b"', '"1"', "2^53", "-0.0", "10", '"next"', "1e300")
LIST_OPERATIONS = ("append", "append", "insert", "insert_at", "remove", "remove_at", "pop", "store", "sort", "clear", "concat",
                   "unpack", "swap", "store_next", "sort_by", "move", "queue", "length", "ipairs", "call_insert")


class Tables:
    def sequence_constructor(self: Core, depth: int) -> Expression:
        items = [self.item(min(depth, 1)) for _ in range(self.number(0, 5))]
        return expression("{" + ", ".join(items) + "}")

    def record_constructor(self: Core, depth: int) -> Expression:
        names = self.random.sample(FIELDS, self.number(1, 3))
        items = [f"{name} = {self.value(self.choice(('integer', 'string', 'real', 'any')), min(depth, 1))}" for name in names]
        return expression("{" + ", ".join(items) + "}")

    def map_constructor(self: Core, depth: int) -> Expression:
        items = []
        for _ in range(self.number(0, 4)):
            value = self.value("any", min(depth, 1))
            items.append(self.weighted((4, f"[{self.constant_key()}] = {value}"), (1, f"[{self.value('string', 0)}] = {value}"),
                                       (2, f"{self.choice(FIELDS)} = {value}"), (2, str(value))))
        if items and self.vararg and self.chance(0.1):
            items.append("...")
        return expression("{" + self.choice((", ", "; ")).join(items) + "}")

    def constant_key(self: Core) -> str:
        key = self.choice(KEYS)
        return key if self.integers or key != "-0.0" else "0"  # 5.1 keeps minus zero as a key

    def key(self: Core) -> str:
        return self.safe_key(self.weighted((5, self.constant_key()), (2, str(self.value("integer", 1))), (1, str(self.value("string", 1))),
                                           (1, str(self.value("real", 1)))))

    def safe_key(self: Core, key: str) -> str:
        """A key, but no comparison, of which 5.4.4's compiler makes the wrong code."""
        return f"tostring({key})" if COMPARISON.search(key) else key

    def statement_list(self: Core) -> None:
        """Something done to a sequence."""
        variable = self.a_variable("sequence")
        if variable is None:
            self.emit(f"local {(name := self.fresh('t'))} = {self.sequence_constructor(1)}")
            self.declare(name, "sequence")
            return
        getattr(self, "list_" + self.choice(LIST_OPERATIONS))(variable.name)

    def item(self: Core, depth: int = 1) -> Expression:
        """An element that is not nil: the length of a list with holes is not defined."""
        value = getattr(self, "value_" + self.choice(("integer", "integer", "real", "string")))(depth)
        return self.binary(value, "or", self.integer_literal()) if "[" in value or "(" in value or value.prefix else value

    def list_append(self: Core, t: str) -> None:
        self.emit(f"{t}[#{t} + 1] = {self.item()}")

    def list_insert(self: Core, t: str) -> None:
        self.emit(f"table.insert({t}, {self.item()})")

    def list_call_insert(self: Core, t: str) -> None:
        self.emit(f"table.insert({t}, {self.value('call', 1)})")

    def list_insert_at(self: Core, t: str) -> None:
        # 5.1 inserts anywhere, which makes holes
        position = self.choice(("1", f"#{t} + 1", f"#{t} + 1", str(self.value("integer", 0)) if self.integers else "1"))
        self.emit(f'check("insert", table.insert, {t}, {position}, {self.item()})')

    def list_remove(self: Core, t: str) -> None:
        self.emit(self.choice((f"table.remove({t})", f"show(table.remove({t}), #{t})")))

    def list_remove_at(self: Core, t: str) -> None:
        position = self.choice(("1", f"#{t}", str(self.value("integer", 0))))
        self.emit(f'check("remove", table.remove, {t}, {position})')

    def list_pop(self: Core, t: str) -> None:
        self.emit(f"{t}[#{t}] = nil")

    def list_store(self: Core, t: str) -> None:
        key = expression("k")
        self.emit(f"do local k = {self.value('integer', 1)}; if {t}[k] then {t}[{key}] = {self.item()} end end")

    def list_store_next(self: Core, t: str) -> None:
        self.emit(f"do local n = #{t}; {t}[n + 1], {t}[n + 2] = {self.item()}, {self.item()} end")

    def list_sort(self: Core, t: str) -> None:
        self.emit(f'if sortable({t}) then check("sort", table.sort, {t}) else check("sort", table.sort, {{1, "x"}}) end')

    def list_sort_by(self: Core, t: str) -> None:
        # equal elements may stand in any order, so that there are to be none
        order = self.choice(("tostring(a) .. type(a) < tostring(b) .. type(b)", "tostring(a) .. type(a) > tostring(b) .. type(b)",
                             "#tostring(a) .. tostring(a) .. type(a) < #tostring(b) .. tostring(b) .. type(b)"))
        self.emit(f'check("sort", table.sort, {t}, function(a, b) return {order} end)')

    def list_clear(self: Core, t: str) -> None:
        self.emit(self.choice((f"for i = #{t}, 1, -1 do {t}[i] = nil end", f"for _ = 1, 20 do if #{t} == 0 then break end table.remove({t}, 1) end",
                               f"for i = 1, #{t} do {t}[i] = nil end", f"for i = #{t}, 1, -1 do table.remove({t}) end")))

    def list_concat(self: Core, t: str) -> None:
        self.emit(f'check("concat", table.concat, {t}, {self.string_literal()}{self.choice(("", ", 1", ", 2, 3", f", 1, #{t}"))})')

    def list_unpack(self: Core, t: str) -> None:
        function = "unpack" if self.lua == "5.1" else "table.unpack"
        self.emit(f"show({function}({t}{self.choice(('', ', 2', ', 1, 3', ', -1, 1'))}))")

    def list_swap(self: Core, t: str) -> None:
        self.emit(f"if #{t} > 1 then {t}[1], {t}[#{t}] = {t}[#{t}], {t}[1] end")

    def list_move(self: Core, t: str) -> None:
        if self.integers:
            place = self.choice(("2", "1") if self.times > 1 else ("2", "1", f"#{t} + 1"))  # no list that doubles in a loop
            self.emit(f"show(table.move({t}, 1, #{t}, {place}, {self.choice((t, '{}'))}))")
        else:
            self.emit(f"show(table.maxn({t}), table.getn({t}))")

    def list_length(self: Core, t: str) -> None:
        self.emit(f"show(#{t}, {t}[1], {t}[#{t}], {t}[#{t} + 1], {t}[0])")

    def list_queue(self: Core, t: str) -> None:
        """In at one end, out at the other."""
        first, last = self.fresh("n"), self.fresh("n")
        self.emit(f"local {first}, {last} = 1, #{t}")
        self.declare(first, "integer", fixed=True)
        self.declare(last, "integer", fixed=True)
        with self.block(f"while {first} <= {last} do", times=4):
            self.emit(f"local item = {t}[{first}]")
            self.emit(f"{t}[{first}] = nil")
            self.emit(f"{first} = {first} + 1")
            with self.block(f"if {last} < {self.number(5, 9)} then"):
                self.emit(f"{last} = {last} + 1")
                self.emit(f"{t}[{last}] = item")
        self.emit(f"show({t}, #{t})")

    def list_ipairs(self: Core, t: str) -> None:
        total = self.fresh("s")
        self.emit(f"local {total} = {self.choice(('0', '0.0', chr(34) * 2))}")
        with self.block(f"for i, v in ipairs({t}) do", times=4):
            self.declare("i", "integer", fixed=True)
            self.declare("v", "any")
            self.emit("if i > 5 then break end")
            if self.chance(0.3):
                self.emit(f"if i > 2 then {t}[i] = {self.item()} end")
            if self.chance(0.3):
                self.statement()
            self.emit(f"{total} = {total} .. tostring(v) .. i")
        self.emit(f"show({total})")

    def statement_map(self: Core) -> None:
        """Something done to a table with keys of all types, whose length is not asked for."""
        variable = self.a_variable("map")
        if variable is None:
            self.emit(f"local {(name := self.fresh('m'))} = {self.map_constructor(1)}")
            self.declare(name, "map")
            return
        t = variable.name
        what = self.choice(("store", "store", "nil", "read", "count", "pairs", "add", "next"))
        if what == "store":
            self.emit(f"{t}[{self.key()}] = {self.value('any', 1)}")
        elif what == "nil":
            self.emit(f"{t}[{self.key()}] = nil")
        elif what == "read":
            self.emit(f"show({t}[{self.key()}], {t}[{self.key()}], {t}.{self.choice(FIELDS)})")
        elif what == "add":
            key = self.key()
            self.emit(f"{t}[{key}] = ({t}[{key}] or {self.choice(('0', '0.5', chr(34) + '1' + chr(34)))}) {self.choice(('+ 1', '.. 1', '* 2'))}")
        elif what == "count":
            count = self.fresh("n")
            self.emit(f"local {count} = 0")
            self.emit(f"for k, v in pairs({t}) do {count} = {count} + 1 end")
            self.emit(f"show({count})")
        elif what == "next":
            self.emit(f"show(next({t}) == nil, #sorted_keys({t}))")
        else:
            with self.block(f"for _, k in ipairs(sorted_keys({t})) do", times=4):
                self.emit(f"local v = {t}[k]")
                self.declare("k", "any", fixed=True)
                self.declare("v", "any")
                self.emit(self.choice((f"if type(v) == 'number' then {t}[k] = v + 1 end", f"if v == nil then show(k) else {t}[k] = nil end",
                                       "show(k, v)")))

    def statement_record(self: Core) -> None:
        """Something done to the fields of a table."""
        variable = self.a_variable("record")
        if variable is None:
            self.emit(f"local {(name := self.fresh('r'))} = {self.record_constructor(1)}")
            self.declare(name, "record")
            return
        t, field = variable.name, self.choice(FIELDS)
        what = self.choice(("store", "store", "count", "read", "nil", "nested", "swap", "computed", "several"))
        if what == "store":
            self.emit(f"{t}.{field} = {self.value(self.choice(('integer', 'string', 'real', 'any', 'call')), 2)}")
        elif what == "count":
            self.emit(f"{t}.count = ({t}.count or 0) {self.choice(('+', '-', '*'))} {self.value('integer', 1)}")
        elif what == "read":
            self.emit(f"show({t}.{field}, {t}.{self.choice(FIELDS)}, {t}[{self.value('string', 0)}])")
        elif what == "nil":
            self.emit(f"{t}.{field} = nil")
        elif what == "nested":
            self.emit(f"{t}.next = {{{self.choice(FIELDS)} = {self.value('any', 1)}, next = {self.choice((t, 'nil', '{}'))}}}")
            self.emit(f"show({t}.next.{self.choice(FIELDS)}, {t}.next.next)")
        elif what == "swap":
            other = self.choice(FIELDS)
            self.emit(f"{t}.{field}, {t}.{other} = {t}.{other}, {t}.{field}")
        elif what == "computed":
            self.emit(f"{t}[{self.choice((chr(34) + field + chr(34), str(self.value('string', 1))))}] = {self.value('any', 1)}")
        else:
            self.emit(f"{t}.{field}, {t}.{self.choice(FIELDS)} = {self.value('call', 1)}")
