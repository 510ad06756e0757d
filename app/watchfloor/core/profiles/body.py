"""An event's JSON object, or the reason why there is none."""

from typing import Any

import msgspec

_decode = msgspec.json.Decoder().decode


class UnreadableError(Exception):
    """The data is not a JSON object. The message is for the user."""


def decode(data: str) -> Any:
    """Any JSON value; `UnreadableError` where it is not JSON."""
    try:
        return _decode(data)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        raise UnreadableError(f"Not valid JSON: {error}") from None


def decode_object(data: str) -> dict[str, Any]:
    body = decode(data)
    if not isinstance(body, dict):
        raise UnreadableError("The data is JSON, but not an object.")
    return body


def decoder(kind: type[Any]) -> "TypedDecoder":
    return TypedDecoder(kind)


class TypedDecoder:
    """Decodes one typed message; `UnreadableError` says where it departs from its type."""

    def __init__(self, kind: type[Any]) -> None:
        self._decode = msgspec.json.Decoder(kind).decode

    def __call__(self, data: str) -> Any:
        try:
            return self._decode(data)
        except msgspec.ValidationError as error:
            raise UnreadableError(f"Not the expected message: {error}") from None
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
            raise UnreadableError(f"Not valid JSON: {error}") from None
