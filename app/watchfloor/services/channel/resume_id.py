"""Which id can be sent back to the server."""

MAX_ID_BYTES = 8192


def why_poisoned(id_: str) -> str:
    """Why this id cannot be a header's value; "" where it can."""
    if len(id_) > MAX_ID_BYTES or len(id_.encode("utf-8", "replace")) > MAX_ID_BYTES:
        return f"it is longer than {MAX_ID_BYTES} bytes"
    if id_ != id_.strip(" \t"):
        return "it begins or ends with a space, which a header's value cannot"
    if any(ord(character) < 0x20 or ord(character) == 0x7F for character in id_):
        return "it has a control character, which a header's value cannot"
    return ""
