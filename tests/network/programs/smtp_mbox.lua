local T = dofile(arg[1])
local mbox = require("socket.mbox")
T.show("library", mbox)
local message = "Subject: one\r\nTo: a@b,\r\n  c@d\r\nX-Empty:\r\nsubject: two\r\nno field\r\n: nameless\r\n\r\nbody\r\n\r\nmore\r\n"
T.show("message", mbox.parse_message(message))
T.show("split", mbox.split_message(message))
for _, text in ipairs{"", "\n", "\nbody", "\n\nbody", "headers only", "headers\n", "a: b\n\n", "a\n\nb\n\nc"} do
  T.show("split " .. text, mbox.split_message(text))
  T.show("headers", mbox.split_headers(text), mbox.parse_headers(text))
end
for _, text in ipairs{"Name: value", "name:value:more", "  x: y", "a b: c", ":v", "none", "a:\n  folded\n", "\nX:\tz"} do
  T.show("header " .. text, mbox.parse_header(text))
end
for _, text in ipairs{'"Some Body" <some@body>', "<a@b>", "a@b", "  a@b  ", "Name<a>b>", "", "a (b)", '"x', "\tName \t<x>"} do
  T.show("from " .. text, mbox.parse_from(text))
end
local box = "From me\r\nSubject: 1\r\n\r\nfirst\r\n\r\nFrom you\r\nSubject: 2\r\n\r\nsecond From here\nFrom there\n\n"
T.show("box", mbox.split_mbox(box))
T.show("parsed", mbox.parse(box))
T.show("parsed", mbox.parse(""))
T.try("nil", mbox.parse)
T.try("nil", mbox.parse_from)
