"""cURL's flags: which have a value, and what becomes of those that a monitor has no use for."""

SHORT = {
    "0": "http1.0",
    "1": "tlsv1",
    "2": "sslv2",
    "3": "sslv3",
    "4": "ipv4",
    "6": "ipv6",
    "#": "progress-bar",
    ":": "next",
    "A": "user-agent",
    "a": "append",
    "B": "use-ascii",
    "b": "cookie",
    "C": "continue-at",
    "c": "cookie-jar",
    "D": "dump-header",
    "d": "data",
    "E": "cert",
    "e": "referer",
    "F": "form",
    "f": "fail",
    "G": "get",
    "g": "globoff",
    "H": "header",
    "h": "help",
    "I": "head",
    "i": "include",
    "J": "remote-header-name",
    "j": "junk-session-cookies",
    "K": "config",
    "k": "insecure",
    "L": "location",
    "l": "list-only",
    "M": "manual",
    "m": "max-time",
    "N": "no-buffer",
    "n": "netrc",
    "O": "remote-name",
    "o": "output",
    "P": "ftp-port",
    "p": "proxytunnel",
    "Q": "quote",
    "q": "disable",
    "R": "remote-time",
    "r": "range",
    "S": "show-error",
    "s": "silent",
    "T": "upload-file",
    "t": "telnet-option",
    "U": "proxy-user",
    "u": "user",
    "V": "version",
    "v": "verbose",
    "w": "write-out",
    "X": "request",
    "x": "proxy",
    "Y": "speed-limit",
    "y": "speed-time",
    "Z": "parallel",
    "z": "time-cond",
}


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


VALUED = _names("""
    abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout
    connect-to continue-at cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary
    data-raw data-urlencode delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url
    dump-header ech egd-file engine etag-compare etag-save expect100-timeout form form-string
    ftp-account ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode happy-eyeballs-timeout-ms
    haproxy-clientip header hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway json
    keepalive-cnt keepalive-time key key-type krb libcurl limit-rate local-port login-options mail-auth
    mail-from mail-rcpt max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output
    output-dir parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir proxy
    proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header
    proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers
    proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 pubkey quote random-file range
    rate referer request request-target resolve retry retry-delay retry-max-time sasl-authzid
    service-name sigalgs socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit
    speed-time stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlspassword
    tlsuser trace trace-ascii trace-config unix-socket upload-file url url-query user user-agent
    variable vlan-priority write-out
""")

# They change what curl prints or how it ends, or say what Watchfloor does anyhow.
HARMLESS = _names("""
    basic compressed compressed-ssh create-dirs disable fail fail-early fail-with-body globoff include
    ipv4 ipv6 junk-session-cookies keepalive location location-trusted manual no-buffer no-keepalive
    no-progress-meter no-sessionid npn alpn no-alpn output output-dir parallel path-as-is post301
    post302 post303 progress-bar progress-meter remote-header-name remote-name remote-name-all
    remote-time show-error show-headers silent styled-output no-styled-output tcp-fastopen tcp-nodelay
    trace trace-ascii trace-config trace-ids trace-time tr-encoding tlsv1 tlsv1.0 tlsv1.1 tlsv1.2
    tlsv1.3 ssl-reqd ssl verbose write-out stderr dump-header cookie-jar proxytunnel expect100-timeout
    keepalive-time happy-eyeballs-timeout-ms cert-status ca-native retry retry-delay retry-max-time
    retry-all-errors retry-connrefused max-redirs use-ascii http0.9 http1.0 http1.1
    suppress-connect-headers
""")

# Known, and of no use here: told with the reason.
LEFT_OUT = {
    "max-time": "a monitor keeps listening",
    "speed-limit": "a quiet stream is not a slow one; set the heartbeat instead",
    "speed-time": "a quiet stream is not a slow one; set the heartbeat instead",
    "head": "a HEAD request brings no stream",
    "range": "a stream has no ranges; it resumes by its ids",
    "continue-at": "a stream has no offsets; it resumes by its ids",
    "time-cond": "a stream has no age",
    "etag-compare": "a stream has no version",
    "etag-save": "a stream has no version",
    "limit-rate": "set the feed's pace instead",
    "http3": "HTTP/3 is not spoken here",
    "http3-only": "HTTP/3 is not spoken here",
    "netrc": "that file is not read; give the user and the password",
    "netrc-file": "that file is not read; give the user and the password",
    "netrc-optional": "that file is not read; give the user and the password",
    "noproxy": "set the feed's proxy instead",
    "resolve": "names are resolved by the system",
    "connect-to": "names are resolved by the system",
    "dns-servers": "names are resolved by the system",
    "doh-url": "names are resolved by the system",
    "interface": "the system chooses the way out",
    "capath": "a folder of authorities is not read; give one file with --cacert",
    "proxy-insecure": "the proxy's certificate is always checked",
    "proxy-header": "headers for the proxy alone are not sent",
}

# Without them the request would be another one, so it is not made up.
REFUSED = {
    "form": "Multipart forms (-F) are not sent by feeds",
    "form-string": "Multipart forms (--form-string) are not sent by feeds",
    "upload-file": "Uploads (-T) are not feeds",
    "config": "A configuration file (-K) is not read; put its flags into the command",
    "unix-socket": "Unix sockets are not supported; the feed needs an address",
    "abstract-unix-socket": "Unix sockets are not supported; the feed needs an address",
    "digest": "Digest sign-in is not supported; use a token, Basic or a client certificate",
    "ntlm": "NTLM sign-in is not supported; use a token, Basic or a client certificate",
    "ntlm-wb": "NTLM sign-in is not supported; use a token, Basic or a client certificate",
    "negotiate": "Negotiate (Kerberos) sign-in is not supported; use a token, Basic or a client certificate",
    "aws-sigv4": "Requests signed for AWS are not supported",
    "socks4": "SOCKS 4 proxies are not supported; SOCKS 5 is",
    "socks4a": "SOCKS 4 proxies are not supported; SOCKS 5 is",
    "preproxy": "Two proxies in a row are not supported",
    "variable": "cURL's own variables are not filled in; put in the values",
}

# Everything that `core.curl` itself reads.
READ = _names("""
    cacert cert cert-type connect-timeout cookie data data-ascii data-binary data-raw data-urlencode get
    header http2 http2-prior-knowledge insecure json key key-type next oauth2-bearer pass proxy proxy1.0
    proxy-user referer request socks5 socks5-hostname url url-query user user-agent anyauth
""")
