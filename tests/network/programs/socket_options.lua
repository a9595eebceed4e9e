local T = dofile(arg[1])
local socket = require("socket")
local tcp = socket.tcp4()
for _, name in ipairs{"keepalive", "reuseaddr", "reuseport", "tcp-nodelay"} do
  T.show(name, tcp:getoption(name), tcp:setoption(name, true), tcp:getoption(name), tcp:setoption(name, false), tcp:getoption(name))
end
for _, name in ipairs{"tcp-keepidle", "tcp-keepcnt", "tcp-keepintvl"} do
  T.show(name, tcp:getoption(name), tcp:setoption(name, 7), tcp:getoption(name), tcp:setoption(name, "9"), tcp:getoption(name))
end
T.show("linger", tcp:getoption("linger"), tcp:setoption("linger", {on = true, timeout = 3}), tcp:getoption("linger"))
T.show("buffers", tcp:setoption("recv-buffer-size", 4096), tcp:getoption("recv-buffer-size"), tcp:setoption("send-buffer-size", 5000), tcp:getoption("send-buffer-size"))
T.show("error", tcp:getoption("error"))
T.show("set only", tcp:setoption("tcp-defer-accept", 1), tcp:setoption("tcp-fastopen", 5), tcp:setoption("tcp-fastopen-connect", 1))
T.show("v6only", tcp:setoption("ipv6-v6only", true))
T.show("v6only", socket.tcp6():setoption("ipv6-v6only", false))
for _, name in ipairs{"error", "foo", "ipv6-v6only", "tcp-defer-accept", ("x"):rep(50)} do
  T.try("get " .. name, tcp.getoption, tcp, name)
  T.try("set " .. name, tcp.setoption, tcp, name, 1)
end
T.try("no name", tcp.getoption, tcp)
T.try("no value", tcp.setoption, tcp, "keepalive")
T.try("number", tcp.setoption, tcp, "keepalive", 1)
T.try("linger", tcp.setoption, tcp, "linger", 5)
T.try("linger", tcp.setoption, tcp, "linger", {})
T.try("linger", tcp.setoption, tcp, "linger", {on = true})
T.show("integer", tcp:setoption("tcp-keepidle", "x"))
T.show("lazy", socket.tcp():getoption("keepalive"))
T.show("lazy", socket.tcp():setoption("keepalive", true))
local udp = socket.udp4()
for _, name in ipairs{"dontroute", "broadcast", "reuseaddr", "reuseport", "ip-multicast-loop"} do
  T.show(name, udp:getoption(name), udp:setoption(name, true), udp:getoption(name), udp:setoption(name, false), udp:getoption(name))
end
T.show("ttl", udp:setoption("ip-multicast-ttl", 5))
T.show("if", udp:getoption("ip-multicast-if"), udp:setoption("ip-multicast-if", "127.0.0.1"), udp:getoption("ip-multicast-if"), udp:setoption("ip-multicast-if", "*"), udp:getoption("ip-multicast-if"))
T.try("if", udp.setoption, udp, "ip-multicast-if", "x")
T.show("membership", udp:setoption("ip-add-membership", {multiaddr = "224.0.0.251", interface = "127.0.0.1"}), udp:setoption("ip-drop-membership", {multiaddr = "224.0.0.251", interface = "127.0.0.1"}))
T.show("no member", udp:setoption("ip-drop-membership", {multiaddr = "224.0.0.252", interface = "127.0.0.1"}))
T.try("membership", udp.setoption, udp, "ip-add-membership", 1)
T.try("membership", udp.setoption, udp, "ip-add-membership", {})
T.try("membership", udp.setoption, udp, "ip-add-membership", {multiaddr = "x"})
T.try("membership", udp.setoption, udp, "ip-add-membership", {multiaddr = "224.0.0.251"})
T.try("membership", udp.setoption, udp, "ip-add-membership", {multiaddr = "224.0.0.251", interface = "x"})
local udp6 = socket.udp6()
for _, name in ipairs{"ipv6-unicast-hops", "ipv6-multicast-hops"} do
  T.show(name, udp6:getoption(name), udp6:setoption(name, 5), udp6:getoption(name))
end
T.show("loop", udp6:getoption("ipv6-multicast-loop"), udp6:setoption("ipv6-multicast-loop", false), udp6:getoption("ipv6-multicast-loop"))
T.show("v6only", udp6:getoption("ipv6-v6only"))
T.try("membership", udp6.setoption, udp6, "ipv6-add-membership", {multiaddr = "x"})
T.try("membership", udp6.setoption, udp6, "ipv6-add-membership", {multiaddr = "ff02::1", interface = "x"} and {})
T.show("membership", udp6:setoption("ipv6-add-membership", {multiaddr = "ff02::1:3", interface = 1}))
T.try("unknown", udp.getoption, udp, "linger")
T.show("closed", tcp:close(), tcp:getoption("keepalive"))
