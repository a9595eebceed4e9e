"""Which integer keys are elements of a table's list (luapy.runtime.table)."""


def table(lua, source):
    return lua.execute(source)._value


def test_a_queue_that_becomes_empty_stays_in_the_list(lua):
    queue = table(lua, """
        local queue, head, tail = { 0 }, 1, 1
        for i = 1, 100 do
          queue[head] = nil
          head = head + 1
          tail = tail + 1
          queue[tail] = i
        end
        return queue""")
    assert not queue.hash and queue.arr[101] == 100


def test_a_stack_that_becomes_empty_can_be_filled_again(lua):
    assert lua.execute("""
        local stack, found = {}, {}
        for i = 1, 3 do
          for j = 1, i do stack[#stack + 1] = j end
          found[#found + 1] = #stack
          while #stack > 0 do stack[#stack] = nil end
          found[#found + 1] = #stack
        end
        return table.concat(found, " "), next(stack)""") == ("1 0 2 0 3 0", None)


def test_elements_behind_a_small_gap_belong_to_the_list(lua):
    found = table(lua, "local t = {} for i = 1, 10 do t[i] = i end t[13] = 13 t[15] = 15 return t")
    assert not found.hash and found.arr[13:] == [13, None, 15] and found.arr[0] is True


def test_elements_behind_a_large_gap_do_not(lua):
    found = table(lua, "local t = {} t[1] = 1 t[2] = 2 t[100] = 100 t[2 ^ 40] = 0 return t")
    assert set(found.hash) == {100, 2 ** 40} and found.arr[0] is None


def test_what_is_filled_in_any_order_becomes_a_list(lua):
    found = table(lua, "local t = {} for i = 1, 64 do t[i * 37 % 101] = i end for i = 1, 100 do t[i] = t[i] or -i end return t")
    assert not found.hash and len(found.arr) == 101 and found.arr[0] is True


def test_few_of_many_keys_stay_in_the_hash(lua):
    found = table(lua, "local t = {} for i = 1, 256 do t[i * 3] = i end return t")
    assert len(found.hash) > 240


def test_tables_with_newindex_have_no_holes(lua):
    found = table(lua, """
        local t = setmetatable({}, { __newindex = function(t, k, v) rawset(t, k, v) end })
        for _, k in ipairs { 1, 2, 4, 6, 8, 7, 9 } do t[k] = k end
        return t""")
    assert None not in found.arr[1:]


def test_lists_without_elements_know_of_a_metatable(lua):
    assert lua.execute("""
        local log = {}
        local meta = { __newindex = function(t, k, v) log[#log + 1] = k end }
        for i = 1, 3 do
          local t = {}
          t[1] = i
          t[1] = nil
          setmetatable(t, meta)
          t[1] = i
          t[#t + 1] = i
        end
        return #log""") == 6
