"""Whether this machine has a way to anywhere. Nothing is sent to find out."""

import socket

# Addresses that belong to nobody (RFC 5737, RFC 3849): only the routing table is asked.
NOBODY = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))
DISCARD_PORT = 9


def has_route() -> bool:
    """False: there is no network, or none with a way out."""
    for family, address in NOBODY:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as asking:
                asking.connect((address, DISCARD_PORT))  # of a datagram socket this sends nothing
        except OSError:
            continue
        return True
    return False
