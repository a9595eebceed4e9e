#!/bin/sh
# Makes the certificates of the https tests anew: an authority, and what it signed. Needs openssl.
set -e
cd "$(dirname "$0")"
openssl req -x509 -newkey rsa:2048 -nodes -days 36500 -keyout ca.key -out ca.pem -subj "/CN=luapy test authority" \
  -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
sign() { # name, common name, alternative names, days
  openssl req -newkey rsa:2048 -nodes -keyout key.tmp -out request.tmp -subj "/CN=$2"
  printf 'subjectAltName=%s\nbasicConstraints=CA:FALSE\n' "$3" >extensions.tmp
  openssl x509 -req -in request.tmp -CA ca.pem -CAkey ca.key -CAcreateserial -days "$4" -extfile extensions.tmp -out certificate.tmp
  cat certificate.tmp key.tmp >"$1.pem"
}
sign server localhost DNS:localhost,IP:127.0.0.1 36500
sign other other.invalid DNS:other.invalid 36500
sign client "test client" DNS:client.invalid 36500
rm -f ./*.tmp ca.key ca.srl
