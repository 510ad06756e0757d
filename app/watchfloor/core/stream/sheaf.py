"""Frames of one read that nobody has looked at yet: their fields as bytes, side by side."""

import msgspec

MESSAGE = b"message"


class Sheaf(msgspec.Struct, gc=False):
    """Frames of the usual shape: either each brought an id of its own, or none did.

    Making an object for each of them costs as much as all the rest that is done with it on its way to
    the file, and most of a burst is never shown. All bytes are valid UTF-8, and lists are of one length.
    """

    types: list[bytes]
    datas: list[bytes]
    raw_ids: list[bytes]  # empty where none brought its own
    ids: list[str]  # the same as text
    last_id: str  # the stream's last event id, after all of them

    def __len__(self) -> int:
        return len(self.datas)

    @property
    def own_ids(self) -> bool:
        return bool(self.ids)

    @property
    def one_type(self) -> bool:
        return self.types.count(self.types[0]) == len(self.types)

    @property
    def size_bytes(self) -> int:
        return sum(map(len, self.datas))

    def at(self, place: int) -> tuple[str, str, str]:
        """Type, data and id of one."""
        id_ = self.ids[place] if self.ids else self.last_id
        return self.types[place].decode(), self.datas[place].decode(), id_

    def counts(self, prefix: str, first: int) -> bool:
        """Whether its ids are this prefix and the numbers from the first on."""
        return is_counted(self.ids, prefix, first)


def is_counted(ids: list[str], prefix: str, first: int) -> bool:
    """Whether ids are this prefix and the numbers from the first on."""
    return ids[0] == f"{prefix}{first}" and ids == [
        f"{prefix}{number}" for number in range(first, first + len(ids))
    ]
