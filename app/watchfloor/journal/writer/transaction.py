"""One transaction of a writing connection, committed without holding up the window."""

from collections.abc import Iterator
from contextlib import contextmanager

import apsw


@contextmanager
def transaction(connection: apsw.Connection) -> Iterator[None]:
    """All that is done within is kept, or none of it.

    APSW's own `with connection` holds the interpreter's lock while it commits: in a flood up to 80 ms in
    which nothing is drawn. A statement lets go of it. And on a full disk SQLite ends a transaction by itself:
    APSW's then says that there is none, and not why.
    """
    is_part = connection.in_transaction
    if is_part:
        with connection:
            yield
        return
    connection.execute("BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # some errors end it by themselves
            connection.execute("ROLLBACK")
        raise
