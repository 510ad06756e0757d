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
