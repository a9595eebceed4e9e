-- os.date hands specifiers to C's strftime with their flags and widths
for _, f in ipairs{"%5d", "%-d", "%_d|%05d", "%0d", "%^a", "%10Y", "%-", "%", "%5", "%E", "%Ey", "%OS", "%+4Y", "%^10B|", "%-5d", "%_5H", "%%5", "%é", "%-Ey"} do print(f, os.date(f, 1000000000), os.date("!" .. f, 1000000000)) end
