local T = dofile(arg[1])
local url = require("socket.url")
T.show("library", url)
for _, u in ipairs{
  "http://user:pass@www.example.com:8080/a/b;p=1?q=2&r=3#frag", "scheme://[::1]:80/x", "//host/path", "/only/path",
  "a/b/../c", "mailto:someone@example.com", "http://host", "http://host?query", "http://host:/", "http://:80/", "http://",
  "http:///path", "HTTP://Host/%41%zz", "ftp://user@host/file;type=a", "http://a:b:c@host", "http://@host", "http://:@host",
  "http://us@er@host", "x+y-z.1:rest", "1a:b", ":foo", "#f", "?q", ";p", "?a#b;c", "#a?b;c", ";a?b#c", "http://h/a b\n/\255",
  "http://[fe80::1%25eth0]/", "http://[::1", "//[]", "a:b:c",
} do
  T.show(u, url.parse(u))
end
T.show("empty", url.parse(""))
T.show("nil", url.parse(nil))
T.show("default", url.parse("//h", {scheme = "http", port = 80, authority = "x:1", path = "/d", extra = true}))
T.show("default authority", url.parse("/p", {authority = "u:w@x:1"}))
T.show("default userinfo", url.parse("//h", {userinfo = "a:b"}))
T.show("build", url.build{scheme = "http", host = "h", port = 80, path = "/p", params = "a", query = "b", fragment = "c"})
T.show("build", url.build{host = "::1", user = "u", password = "p", path = "/"})
T.show("build", url.build{authority = "a:1", userinfo = "x"})
T.show("build", url.build{host = "h", userinfo = "x:y", user = "z"})
T.show("build", url.build{})
T.show("build number", url.build{path = 5, query = 6})
T.show("absolute table", url.absolute({scheme = "http", host = "h", path = "/a/b"}, "../c?d"))
T.show("absolute nil", url.absolute(nil, "x/./y"))
T.show("absolute nil", url.absolute("http://h/a/../b", nil))
T.show("escape", url.escape("a b/\0\255_-~"), url.unescape("%41%zz%4%20%"))
T.show("path", url.parse_path("/a//b%20c/%2F/"), url.parse_path("a"), url.parse_path(""), url.parse_path(nil))
T.show("build path", url.build_path{"a b", "c/d", "e:@&=+$,"}, url.build_path({"a b", "c/d", is_absolute = 1, is_directory = 1}, 1))
T.show("build path", url.build_path{}, url.build_path{is_absolute = 1, is_directory = 1})
T.try("escape", url.escape)
T.try("parse", url.parse, {})
