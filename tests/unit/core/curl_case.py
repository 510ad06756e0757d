# ruff: noqa: E501  # a table reads best with one command a line
"""cURL commands as people paste them, and the feed and the secrets that each asks for."""

import base64

import msgspec

from watchfloor.core.feed import Feed
from watchfloor.core.secret.secret import (
    AnySecret,
    Basic,
    Bearer,
    ClientCertificate,
    Cookie,
    ProxyLogin,
    SecretBody,
    SecretHeader,
    SecretQuery,
)


class Case(msgspec.Struct):
    """`feed` holds the fields that differ from a plain GET of `url`; `told` is a part of each sentence."""

    name: str
    command: str
    url: str
    feed: dict[str, object] = {}
    secrets: tuple[AnySecret, ...] = ()
    told: tuple[str, ...] = ()

    def expected(self, name: str) -> Feed:
        return Feed(name=name, url=self.url, **self.feed)  # type: ignore[arg-type]


JWT = "eyJhbGciOiJIUzI1NiJ9.eyJjb21wYW55SWQiOiJhY21lIn0.c2lnbmF0dXJlLXNpZ25hdHVyZQ"
URL = "https://api.example.org/sse"
FORM = ("Content-Type", "application/x-www-form-urlencoded")
JSON = ("Content-Type", "application/json")


def headers(*pairs: tuple[str, str]) -> dict[str, object]:
    return {"headers": pairs}


def post(body: str, *pairs: tuple[str, str]) -> dict[str, object]:
    return {"method": "POST", "body": body, "headers": pairs}


CASES = (
    # By hand
    Case("bare", f"curl {URL}", URL),
    Case("no scheme", "curl localhost:8765/sse", "http://localhost:8765/sse"),
    Case("no buffer", f"curl -N {URL}", URL),
    Case("combined flags", f"curl -sNk {URL}", URL, {"verify_tls": False}),
    Case("combined with a value", f"curl -sNXPOST {URL}", URL, {"method": "POST"}),
    Case("the usual advice", f"curl -fsSL --no-buffer {URL}", URL),
    Case("address first", f"curl '{URL}' -H 'X-Scope: global'", URL, headers(("X-Scope", "global"))),
    Case("--url", f"curl --url {URL} --silent", URL),
    Case("--url=", f"curl --url={URL}", URL),
    Case("--header=", f"curl --header='X-Scope: global' {URL}", URL, headers(("X-Scope", "global"))),
    Case("-H joined", f"curl -H'X-Scope: global' {URL}", URL, headers(("X-Scope", "global"))),
    Case("prompt", f"$ curl {URL}", URL),
    Case("Windows prompt", f"C:\\Users\\ana>  curl.exe {URL}", URL),
    Case("path", f"/usr/bin/curl {URL}", URL),
    Case("sudo and variable", f"sudo HTTPS_PROXY= curl {URL}", URL),
    Case("end of flags", f"curl -N -- {URL}", URL),
    Case("unquoted address", f"curl -N {URL}?a=1&b=2 -k", f"{URL}?a=1&b=2", {"verify_tls": False}),
    Case("fragment", f"curl '{URL}#top'", URL),
    Case("comment behind", f"curl {URL} # the production stream", URL, told=("the production stream",)),
    Case("continued lines", f"curl -N \\\n  -H 'X-A: 1' \\\r\n  {URL}\n", URL, headers(("X-A", "1"))),
    Case("upper-case method", f"curl -X get {URL}", URL),
    Case("connect timeout", f"curl --connect-timeout 2.5 {URL}", URL, {"connect_timeout_s": 2.5}),
    Case("HTTP/2", f"curl --http2 -N {URL}", URL, {"http2": True}),
    Case("removed and empty headers", f"curl -H 'Accept:' -H 'X-Empty;' {URL}", URL, headers(("X-Empty", ""))),
    Case("resume", f"curl -H 'Last-Event-ID: 41' {URL}", URL, {"last_event_id": "41"}),
    Case("default Accept", f"curl -H 'Accept: text/event-stream' {URL}", URL),
    Case("other Accept", f"curl -H 'Accept: */*' {URL}", URL, headers(("Accept", "*/*"))),
    Case("agent and referer", f"curl -A 'probe 1' -e https://e.org/ {URL}", URL,
         headers(("User-Agent", "probe 1"), ("Referer", "https://e.org/"))),
    Case("its own CA", f"curl --cacert /etc/ca.pem {URL}", URL, {"ca_file": "/etc/ca.pem"}),
    Case("certificate", f"curl --cert me.pem --key me.key {URL}", URL,
         {"client_cert_file": "me.pem", "client_key_file": "me.key"}),
    Case("certificate with password", f"curl -E me.pem:hunter2 {URL}", URL, {"client_cert_file": "me.pem"},
         (ClientCertificate(cert_file="me.pem", password="hunter2"),)),
    Case("certificate on Windows", f"curl --cert 'C:\\keys\\me.pem' {URL}", URL,
         {"client_cert_file": "C:\\keys\\me.pem"}),
    # Proxies
    Case("proxy", f"curl -x proxy.corp:3128 {URL}", URL, {"proxy": "http://proxy.corp:3128"}),
    Case("proxy, curl's port", f"curl --proxy http://proxy.corp {URL}", URL, {"proxy": "http://proxy.corp:1080"}),
    Case("SOCKS", f"curl --socks5-hostname 127.0.0.1:9050 {URL}", URL, {"proxy": "socks5h://127.0.0.1:9050"}),
    Case("proxy with login", f"curl -x http://ana:s3cret@proxy:3128 {URL}", URL, {"proxy": "http://proxy:3128"},
         (ProxyLogin(user="ana", password="s3cret"),)),
    Case("proxy user", f"curl -x proxy:3128 -U 'ana:p@ss word' {URL}", URL, {"proxy": "http://proxy:3128"},
         (ProxyLogin(user="ana", password="p@ss word"),)),
    # Secrets
    Case("bearer", f"curl -H 'Authorization: Bearer {JWT}' {URL}", URL, {}, (Bearer(token=JWT),)),
    Case("--oauth2-bearer", f"curl --oauth2-bearer abc123 {URL}", URL, {}, (Bearer(token="abc123"),)),
    Case("basic", f"curl -u ana:hunter2 {URL}", URL, {}, (Basic(user="ana", password="hunter2"),)),
    Case("basic joined", f"curl -uana:hun:ter2 {URL}", URL, {}, (Basic(user="ana", password="hun:ter2"),)),
    Case("no password", f"curl --user ana {URL}", URL, {}, (Basic(user="ana", password=""),), ("no password",)),
    Case("basic by hand", f"curl -H 'Authorization: Basic {base64.b64encode(b'ana:hunter2').decode()}' {URL}", URL,
         {}, (Basic(user="ana", password="hunter2"),)),
    Case("in the address", "curl https://ana:p%40ss@api.example.org/sse", URL, {},
         (Basic(user="ana", password="p@ss"),)),
    Case("in the query", f"curl '{URL}?scope=global&access_token=a%2Bb&since=3'", f"{URL}?scope=global&since=3", {},
         (SecretQuery(name="access_token", value="a+b"),)),
    Case("API key", f"curl -H 'X-API-Key: k-123456' {URL}", URL, {},
         (SecretHeader(name="X-API-Key", value="k-123456"),)),
    Case("another scheme", f"curl -H 'Authorization: Token abc' {URL}", URL, {},
         (SecretHeader(name="Authorization", value="Token abc"),)),
    Case("a token by its shape", f"curl -H 'X-Whatever: {JWT}' {URL}", URL, {},
         (SecretHeader(name="X-Whatever", value=JWT),)),
    Case("cookies", f"curl -b 'sid=1; theme=dark' {URL}", URL, {}, (Cookie(value="sid=1; theme=dark"),)),
    Case("cookies twice", f"curl -b sid=1 -b theme=dark {URL}", URL, {}, (Cookie(value="sid=1; theme=dark"),)),
    Case("a header before the jar", f"curl -b sid=1 -H 'Cookie: theme=dark' {URL}", URL, {},
         (Cookie(value="theme=dark"),)),
    Case("cookie file", f"curl -b jar.txt -c jar.txt {URL}", URL, told=("jar.txt",)),
    Case("shell variable", f'curl -H "Authorization: Bearer $TOKEN" {URL}', URL, {}, (Bearer(token="$TOKEN"),),
         ("$TOKEN was not filled in",)),
    # Bodies
    Case("form", f"curl -d a=1 -d b=2 {URL}", URL, post("a=1&b=2", FORM)),
    Case("raw at sign", f"curl --data-raw @home {URL}", URL, post("@home", FORM)),
    Case("binary", f"curl --data-binary $'one\\ntwo' {URL}", URL, post("one\ntwo", FORM)),
    Case("urlencode", f"curl --data-urlencode 'q=a b&c' --data-urlencode 'é' {URL}", URL,
         post("q=a+b%26c&%C3%A9", FORM)),
    Case("get", f"curl -G -d scope=global --data-urlencode 'q=a b' '{URL}?x=1'", f"{URL}?x=1&scope=global&q=a+b"),
    Case("url query", f"curl --url-query 'q=a b' --url-query +raw=%20 {URL}", f"{URL}?q=a+b&raw=%20"),
    Case("json", f"curl --json '{{\"ward\":14}}' {URL}", URL,
         post('{"ward":14}', JSON, ("Accept", "application/json"))),
    Case("json in pieces", f"curl --json '{{\"ward\":' --json '14}}' {URL}", URL,
         post('{"ward":14}', JSON, ("Accept", "application/json"))),
    Case("put", f"curl -X PUT -H 'Content-Type: application/json' -d '{{}}' {URL}", URL,
         {"method": "PUT", "body": "{}", "headers": (JSON,)}),
    Case("body with a password", f"curl -d 'user=ana&password=hunter2' {URL}", URL,
         {"method": "POST", "headers": (FORM,)}, (SecretBody(text="user=ana&password=hunter2"),), ("request body",)),
    Case("language model", f"""curl -N {URL} \\
      -H "Content-Type: application/json" \\
      -H "x-api-key: $SERVICE_API_KEY" \\
      -d '{{"model": "m", "max_tokens": 256, "stream": true, "messages": [{{"role": "user", "content": "It'"'"'s?"}}]}}'
    """, URL, post('{"model": "m", "max_tokens": 256, "stream": true, "messages": '
                   '[{"role": "user", "content": "It\'s?"}]}', JSON),
         (SecretHeader(name="x-api-key", value="$SERVICE_API_KEY"),), ("$SERVICE_API_KEY",)),
    # Browsers
    Case("Chrome, bash", f"""curl '{URL}?companyId=acme&channel=dashboard-updates' \\
  -H 'accept: text/event-stream' \\
  -H 'accept-language: en-GB,en;q=0.9' \\
  -H 'cache-control: no-cache' \\
  -b 'sid=s%3Aabc' \\
  -H 'sec-ch-ua: "Chromium";v="130", "Not?A_Brand";v="99"' \\
  -H 'sec-fetch-mode: cors' \\
  --compressed""", f"{URL}?companyId=acme&channel=dashboard-updates",
         headers(("accept-language", "en-GB,en;q=0.9"), ("sec-ch-ua", '"Chromium";v="130", "Not?A_Brand";v="99"'),
                 ("sec-fetch-mode", "cors")), (Cookie(value="sid=s%3Aabc"),)),
    Case("Chrome, escapes", f"""curl '{URL}' \\
  -H 'content-type: application/json' \\
  --data-raw $'{{"q":"it\\'s \\u00e9 \\ud83d\\ude00\\u0021"}}'""", URL,
         post('{"q":"it\'s é 😀!"}', ("content-type", "application/json"))),
    Case("Chrome, cmd", f"""curl ^"{URL}?a=1^&b=^%^41^" ^
  -H ^"accept: text/event-stream^" ^
  -H ^"sec-ch-ua: ^\\^"Chromium^\\^";v=^\\^"130^\\^"^" ^
  -H ^"x-note: a^\\\\b^" ^
  --data-raw ^"^{{^\\^"q^\\^":^\\^"it's^\\^"^}}^\"""", f"{URL}?a=1&b=%41",
         post('{"q":"it\'s"}', ("sec-ch-ua", '"Chromium";v="130"'), ("x-note", "a\\b"), FORM)),
    Case("Chrome, cmd, line break in the body", f"""curl ^"{URL}^" ^
  --data-raw ^"one^

two^\"""", URL, post("one\ntwo", FORM)),
    Case("Chrome, cmd, carets inside its quotes", f"""curl "{URL}?a=1^&b=^%^41" ^
  -H "accept: text/event-stream" ^
  -H "x-note: 2^^3" ^
  --compressed""", f"{URL}?a=1&b=%41", headers(("x-note", "2^3"))),
    Case("cmd, a caret that is meant", f"""curl "{URL}" -H "x-q: a^b" ^
  -H "x-r: c" """, URL, headers(("x-q", "a^b"), ("x-r", "c"))),
    Case("older Chrome, cmd", f"""curl "{URL}" ^
  -H "x-q: ""quoted"" & more" ^
  --data-raw "{{""a"":1}}" ^
  --compressed""", URL, post('{"a":1}', ("x-q", '"quoted" & more'), FORM)),
    Case("Firefox", f"""curl '{URL}' --compressed -H 'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:132.0)' """
         "-H 'Accept: text/event-stream' -H 'Accept-Encoding: gzip, deflate, br, zstd' -H 'Connection: keep-alive' "
         "-H 'Pragma: no-cache'", URL, headers(("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:132.0)")),
         told=("Accept-Encoding",)),
    Case("Safari", f"""curl '{URL}' \\
-X 'GET' \\
-H 'Accept: text/event-stream' \\
-H 'Authorization: Bearer {JWT}' \\
-H 'Priority: u=3, i'""", URL, headers(("Priority", "u=3, i")), (Bearer(token=JWT),)),
    Case("Postman", f"""curl --location --request POST '{URL}' \\
--header 'Content-Type: application/json' \\
--data '{{
    "ward": 14
}}'""", URL, post('{\n    "ward": 14\n}', JSON)),
    Case("HTTP/2 names", f"curl -H ':authority: api.example.org' -H 'Host: api.example.org' {URL}", URL),
    Case("OpenAPI page", f"curl -X 'GET' \\\n  '{URL}' \\\n  -H 'accept: application/json'", URL,
         headers(("accept", "application/json"))),
    # What is left out is told
    Case("pipe", f"curl -sN {URL} | jq -c .", URL, told=("| jq -c .",)),
    Case("redirection", f"curl -N {URL} 2>/dev/null -k > out.txt", URL, {"verify_tls": False}),
    Case("background", f"curl -N {URL} &", URL),
    Case("several", f"curl '{URL}' ;\ncurl 'https://example.org/logo.png'", URL, told=("logo.png",)),
    Case("two addresses", f"curl {URL} https://example.org/other", URL, told=("one address",)),
    Case("next", f"curl {URL} --next https://example.org/other", URL, told=("--next",)),
    Case("unknown flags", f"curl --frobnicate --max-time 5 -% {URL}", URL,
         told=("--frobnicate is not known", "--max-time", "-% is not known")),
    Case("output flags", f"curl -v -o out.txt -w '%{{http_code}}' --retry 3 {URL}", URL),
    Case("resolve", f"curl --resolve api.example.org:443:127.0.0.1 {URL}", URL, told=("--resolve",)),
    Case("header without a colon", f"curl -H nonsense {URL}", URL, told=("no colon",)),
    Case("age", f"curl -H 'If-None-Match: \"x\"' {URL}", URL, told=("If-None-Match",)),
)  # fmt: skip

# The command, and words of the sentence that refuses it.
REFUSED = (
    ("", "There is no command"),
    ("   \n", "There is no command"),
    ("curl", "no address"),
    ("curl -N -s", "no address"),
    ("curl ftp://example.org/x", "ftp:// is not a feed's address"),
    ("curl 'http://'", "not an address"),
    ("curl 'http://example.org:port/'", "port is no port"),
    ("curl 'https://example.org/a b'", "white space"),
    (f"curl '{URL}", "This ' is never closed (character 6)"),
    (f'curl {URL} -H "X-A: 1', 'This " is never closed'),
    (f"curl {URL} --data-raw $'x", "This $' is never closed"),
    (f'curl ^"{URL}^" -H ^"x: 1', 'This " is never closed'),
    (f"curl {URL} -H", "-H needs a value after it"),
    (f"curl {URL} --data", "--data needs a value after it"),
    (f"curl {URL} -d @body.json", "reads the file 'body.json'"),
    (f"curl {URL} --data-urlencode q@body.txt", "reads the file 'body.txt'"),
    (f"curl {URL} -H @headers.txt", "reads the file 'headers.txt'"),
    (f"curl {URL} -F a=b", "Multipart"),
    (f"curl {URL} -T file", "Uploads"),
    (f"curl {URL} --digest -u a:b", "Digest"),
    (f"curl {URL} --unix-socket /run/x", "Unix sockets"),
    (f"curl {URL} -x socks4://proxy", "socks4"),
    (f"curl {URL} -x 'http://a:b:c:d'", "not a proxy's address"),
    (f"curl {URL} --connect-timeout soon", "number of seconds"),
    (f"curl {URL} -X 'GE T'", "not a request method"),
    (f"curl {URL} -H 'bad name: x'", "cannot be a header's name"),
    (f"curl {URL} -H $'X-A: one\\ntwo'", "line break"),
    (f"curl {URL} --cert me.p12 --cert-type P12", "PEM"),
    (f"curl {URL} --data-raw $'\\x00'", "no character"),
    (f"wget -O - {URL}", "wget"),
    (f"http GET {URL}", "HTTPie"),
    (f"git clone {URL}", "must begin with “curl”"),
    (f'fetch("{URL}", {{"method": "GET"}});', "JavaScript"),
    ('{"log": {"version": "1.2"}}', "JSON"),
    (f'Invoke-WebRequest -UseBasicParsing -Uri "{URL}"', "PowerShell"),
    ("$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\n", "PowerShell"),
)
