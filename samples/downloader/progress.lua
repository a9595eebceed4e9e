-- progress.lua: a step function for ltn12 that shows how far a transfer is.
local ltn12 = require "ltn12"

-- show(fraction or nil, bytes) is called each time another `every` bytes are through
function progress(total, every, show)
  local got, shown = 0, 0
  return function(source, sink)
    local chunk, err = source()
    if chunk then
      got = got + string.len(chunk)
      if got - shown >= every or got == total then
        shown = got - got % every
        show(total and got / total, got)
      end
    end
    local ok, sink_err = sink(chunk, err)
    if chunk and ok then return 1 end
    return nil, err or sink_err
  end
end

function bar(width)
  return function(fraction, got)
    if not fraction then
      io.write(string.format("    %7s+\n", math.floor(got / 1000) .. "k"))
      return
    end
    local full = math.floor(fraction * width + 0.5)
    io.write(string.format("    [%s%s] %3d%%\n", string.rep("#", full), string.rep(".", width - full), fraction * 100))
  end
end
