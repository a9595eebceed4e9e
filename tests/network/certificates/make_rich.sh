#!/bin/sh
# Makes certificates with all that certificate objects can tell of. Needs openssl.
set -e
cd "$(dirname "$0")"
cat >rich.tmp <<'CONF'
[req]
distinguished_name = dn
x509_extensions = ext
prompt = no
utf8 = yes
string_mask = utf8only
[dn]
C = DE
ST = Köln
O = luapy tests
OU = networks
CN = rich.invalid
emailAddress = me@rich.invalid
0.1.3.6.1.4.1.99999.1 = own
[ext]
subjectAltName = DNS:rich.invalid,DNS:*.rich.invalid,IP:127.0.0.1,IP:::1,email:me@rich.invalid,URI:http://rich.invalid/,otherName:1.3.6.1.5.5.7.8.5;UTF8:jabber.invalid,otherName:1.3.6.1.5.5.7.8.5;UTF8:zwei.invalid,RID:1.2.3
basicConstraints = CA:FALSE
CONF
openssl req -x509 -newkey rsa:1024 -nodes -days 36500 -set_serial 0x00ff01 -keyout key.tmp -out rich.pem -config rich.tmp
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -set_serial 5 -keyout key.tmp -out curve.pem -subj "/CN=curve"
rm -f ./*.tmp
