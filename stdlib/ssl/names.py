"""Names that OpenSSL has for object identifiers, as far as certificates commonly carry them."""

# Long names (OBJ_nid2ln) of the parts of distinguished names and of extensions.
LONG_NAMES = {
    "2.5.4.3": "commonName", "2.5.4.4": "surname", "2.5.4.5": "serialNumber", "2.5.4.6": "countryName",
    "2.5.4.7": "localityName", "2.5.4.8": "stateOrProvinceName", "2.5.4.9": "streetAddress",
    "2.5.4.10": "organizationName", "2.5.4.11": "organizationalUnitName", "2.5.4.12": "title",
    "2.5.4.13": "description", "2.5.4.15": "businessCategory", "2.5.4.16": "postalAddress",
    "2.5.4.17": "postalCode", "2.5.4.20": "telephoneNumber", "2.5.4.41": "name", "2.5.4.42": "givenName",
    "2.5.4.43": "initials", "2.5.4.44": "generationQualifier", "2.5.4.45": "x500UniqueIdentifier",
    "2.5.4.46": "dnQualifier", "2.5.4.65": "pseudonym", "2.5.4.97": "organizationIdentifier",
    "1.2.840.113549.1.9.1": "emailAddress", "1.2.840.113549.1.9.2": "unstructuredName",
    "1.2.840.113549.1.9.8": "unstructuredAddress",
    "0.9.2342.19200300.100.1.1": "userId", "0.9.2342.19200300.100.1.25": "domainComponent",
    "1.3.6.1.4.1.311.60.2.1.1": "jurisdictionLocalityName",
    "1.3.6.1.4.1.311.60.2.1.2": "jurisdictionStateOrProvinceName",
    "1.3.6.1.4.1.311.60.2.1.3": "jurisdictionCountryName",
    "1.3.6.1.4.1.311.20.2.3": "Microsoft User Principal Name", "1.3.6.1.5.5.7.8.5": "XmppAddr",
    "1.3.6.1.5.5.7.8.7": "SRVName", "2.5.29.17": "X509v3 Subject Alternative Name",
}

SUBJECT_ALT_NAME = "2.5.29.17"

# Short names (OBJ_nid2sn) of signature algorithms.
SIGNATURES = {
    "1.2.840.113549.1.1.2": "RSA-MD2", "1.2.840.113549.1.1.4": "RSA-MD5", "1.2.840.113549.1.1.5": "RSA-SHA1",
    "1.2.840.113549.1.1.10": "RSASSA-PSS", "1.2.840.113549.1.1.11": "RSA-SHA256",
    "1.2.840.113549.1.1.12": "RSA-SHA384", "1.2.840.113549.1.1.13": "RSA-SHA512",
    "1.2.840.113549.1.1.14": "RSA-SHA224", "1.2.840.10040.4.3": "DSA-SHA1",
    "2.16.840.1.101.3.4.3.1": "dsa_with_SHA224", "2.16.840.1.101.3.4.3.2": "dsa_with_SHA256",
    "1.2.840.10045.4.1": "ecdsa-with-SHA1", "1.2.840.10045.4.3.1": "ecdsa-with-SHA224",
    "1.2.840.10045.4.3.2": "ecdsa-with-SHA256", "1.2.840.10045.4.3.3": "ecdsa-with-SHA384",
    "1.2.840.10045.4.3.4": "ecdsa-with-SHA512", "1.3.101.112": "ED25519", "1.3.101.113": "ED448",
}

# Public keys: how LuaSec calls the algorithm; for curves, their size in bits.
KEYS = {
    "1.2.840.113549.1.1.1": "RSA", "1.2.840.10040.4.1": "DSA", "1.2.840.113549.1.3.1": "DH",
    "1.2.840.10045.2.1": "EC",
}
FIXED_SIZES = {"1.3.101.110": 253, "1.3.101.111": 448, "1.3.101.112": 256, "1.3.101.113": 456}
CURVE_SIZES = {
    "1.2.840.10045.3.1.1": 192, "1.2.840.10045.3.1.7": 256, "1.3.132.0.34": 384, "1.3.132.0.35": 521,
    "1.3.132.0.33": 224, "1.3.132.0.10": 256, "1.3.36.3.3.2.8.1.1.7": 256, "1.3.36.3.3.2.8.1.1.11": 384,
    "1.3.36.3.3.2.8.1.1.13": 512,
}

# The curves of ssl.config.curves.
CURVES = """
    Oakley-EC2N-3 Oakley-EC2N-4 P-256 P-384 P-521 SM2 X25519 X448 brainpoolP160r1 brainpoolP160t1 brainpoolP192r1
    brainpoolP192t1 brainpoolP224r1 brainpoolP224t1 brainpoolP256r1 brainpoolP256t1 brainpoolP320r1 brainpoolP320t1
    brainpoolP384r1 brainpoolP384t1 brainpoolP512r1 brainpoolP512t1 c2pnb163v1 c2pnb163v2 c2pnb163v3 c2pnb176v1
    c2pnb208w1 c2pnb272w1 c2pnb304w1 c2pnb368w1 c2tnb191v1 c2tnb191v2 c2tnb191v3 c2tnb239v1 c2tnb239v2 c2tnb239v3
    c2tnb359v1 c2tnb431r1 prime192v1 prime192v2 prime192v3 prime239v1 prime239v2 prime239v3 prime256v1 secp112r1
    secp112r2 secp128r1 secp128r2 secp160k1 secp160r1 secp160r2 secp192k1 secp224k1 secp224r1 secp256k1 secp384r1
    secp521r1 sect113r1 sect113r2 sect131r1 sect131r2 sect163k1 sect163r1 sect163r2 sect193r1 sect193r2 sect233k1
    sect233r1 sect239k1 sect283k1 sect283r1 sect409k1 sect409r1 sect571k1 sect571r1 wap-wsg-idm-ecid-wtls1
    wap-wsg-idm-ecid-wtls10 wap-wsg-idm-ecid-wtls11 wap-wsg-idm-ecid-wtls12 wap-wsg-idm-ecid-wtls3
    wap-wsg-idm-ecid-wtls4 wap-wsg-idm-ecid-wtls5 wap-wsg-idm-ecid-wtls6 wap-wsg-idm-ecid-wtls7
    wap-wsg-idm-ecid-wtls8 wap-wsg-idm-ecid-wtls9
""".split()

# What Python calls curves that LuaSec names after NIST.
CURVE_ALIASES = {"P-256": "prime256v1", "P-384": "secp384r1", "P-521": "secp521r1"}

# SSL_OP_... of OpenSSL 3 in lower case; those that do nothing any more are 0.
OPTIONS = {
    "all": 0x80000850, "allow_client_renegotiation": 0x100, "allow_no_dhe_kex": 0x400,
    "allow_unsafe_legacy_renegotiation": 0x40000, "cipher_server_preference": 0x400000, "cisco_anyconnect": 0x8000,
    "cleanse_plaintext": 0x2, "cookie_exchange": 0x2000, "cryptopro_tlsext_bug": 0x80000000,
    "disable_tlsext_ca_names": 0x200, "dont_insert_empty_fragments": 0x800, "enable_ktls": 0x8,
    "enable_middlebox_compat": 0x100000, "ignore_unexpected_eof": 0x80, "legacy_server_connect": 0x4,
    "no_anti_replay": 0x1000000, "no_compression": 0x20000, "no_dtls_mask": 0xC000000, "no_dtlsv1": 0x4000000,
    "no_dtlsv1_2": 0x8000000, "no_encrypt_then_mac": 0x80000, "no_extended_master_secret": 0x1,
    "no_query_mtu": 0x1000, "no_renegotiation": 0x40000000, "no_session_resumption_on_renegotiation": 0x10000,
    "no_ssl_mask": 0x3E000000, "no_sslv3": 0x2000000, "no_ticket": 0x4000, "no_tlsv1": 0x4000000,
    "no_tlsv1_1": 0x10000000, "no_tlsv1_2": 0x8000000, "no_tlsv1_3": 0x20000000, "prioritize_chacha": 0x200000,
    "safari_ecdhe_ecdsa_bug": 0x40, "tls_rollback_bug": 0x800000, "tlsext_padding": 0x10,
    **dict.fromkeys("""
        ephemeral_rsa microsoft_big_sslv3_buffer microsoft_sess_id_bug msie_sslv2_rsa_padding netscape_ca_dn_bug
        netscape_challenge_bug netscape_demo_cipher_change_bug netscape_reuse_cipher_change_bug no_sslv2
        pkcs1_check_1 pkcs1_check_2 single_dh_use single_ecdh_use ssleay_080_client_dh_bug
        sslref2_reuse_cert_type_bug tls_block_padding_bug tls_d5_bug""".split(), 0),
}
