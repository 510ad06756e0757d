"""The way to a server and back: sockets, TLS, proxies, requests, answers."""
