#!/bin/sh
# Makes the certificates of the test clusters anew. Keys live in a temporary folder and are thrown away.
# The dates are fixed: tests judge at 2026-11-22T12:00:00Z.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/ca.cnf" <<END
[ca]
default_ca = mesh
[mesh]
database = $work/index
new_certs_dir = $work
serial = $work/serial
policy = anything
x509_extensions = root
unique_subject = no
[anything]
countryName = optional
localityName = optional
organizationName = optional
commonName = supplied
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[req]
distinguished_name = name
[name]
END
: >"$work/index"

# make NAME START END [BITS] [DIGEST]: a self-signed root of the mesh
make() {
  openssl rand -hex 16 >"$work/serial"
  openssl req -new -config "$work/ca.cnf" -newkey "rsa:${4:-2048}" -nodes -keyout "$work/$1.key" -out "$work/$1.csr" \
    -subj '/C=US/L=CA/O=Open Service Mesh/CN=osm-ca.openservicemesh.io' 2>/dev/null
  openssl ca -batch -notext -selfsign -config "$work/ca.cnf" -md "${5:-sha256}" -startdate "$2" -enddate "$3" \
    -keyfile "$work/$1.key" -in "$work/$1.csr" -out "$1.pem" 2>/dev/null
}

make root                20211201000000Z 20311129000000Z
make other-root          20211201000000Z 20311129000000Z
make expired             20161103000000Z 20261101000000Z
make ends-in-ten-days    20161204120000Z 20261202120000Z
make ends-in-forty-days  20170103120000Z 20270101120000Z
make short-lived-fresh   20261117120000Z 20261217120000Z
make not-yet-valid       20261125000000Z 20361122000000Z
make weak-key            20211201000000Z 20311129000000Z 1024
make sha1                20211201000000Z 20311129000000Z 2048 sha1
: >empty.pem

# webhook NAME SERVICE: the certificate of a webhook server, signed by root: what caBundle holds up to OSM 1.0
webhook() {
  openssl rand -hex 16 >"$work/serial"
  openssl req -new -config "$work/ca.cnf" -newkey rsa:2048 -nodes -keyout "$work/$1.key" -out "$work/$1.csr" \
    -subj "/O=Open Service Mesh/CN=$2.kube-system.svc" 2>/dev/null
  printf 'subjectAltName = DNS:%s.kube-system.svc\nextendedKeyUsage = serverAuth\n' "$2" >"$work/webhook.ext"
  openssl ca -batch -notext -config "$work/ca.cnf" -md sha256 -startdate 20211201000000Z -enddate 20311129000000Z \
    -extfile "$work/webhook.ext" -cert root.pem -keyfile "$work/root.key" -in "$work/$1.csr" -out "$1.pem" 2>/dev/null
}

webhook webhook-mutating   osm-injector
webhook webhook-validating osm-validator
webhook webhook-conversion osm-bootstrap
