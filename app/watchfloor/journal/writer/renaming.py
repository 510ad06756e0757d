"""A channel under another name: its events, its ledger and the id to resume from go on."""

from watchfloor.core.text.name import free_name
from watchfloor.journal import packing
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.transaction import transaction

Names = list[tuple[str, str]]


def rename(book: Book, before: str, after: str) -> Names:
    """Another channel that had the new name, as of a feed that was removed, gets a number and keeps all.

    Which channels are called otherwise now, in the order in which that was done.
    """
    if before not in book.accounts or before == after:
        return []
    displaced = [(after, free_name(after, book.accounts))] if after in book.accounts else []
    names = [*displaced, (before, after)]
    with transaction(book.connection):
        for old, new in names:
            give_name(book, book.accounts[old].id, new)
    for old, new in names:
        account = book.accounts.pop(old)
        account.name = new
        book.accounts[new] = account
    return names


def give_name(book: Book, channel: int, name: str) -> None:
    """Call the channel of this number so, within a transaction. Its account is for the caller to change."""
    for table, key in (("channel", "id"), ("name", "channel")):
        book.connection.execute(
            f"UPDATE {table} SET name = ? WHERE {key} = ?",  # noqa: S608 - of our own
            (packing.whole(name), channel),
        )
    # They may name the channel as it was; not to know is only slower.
    book.connection.execute("UPDATE zone SET channels = NULL WHERE channels IS NOT NULL")
