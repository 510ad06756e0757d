"""TLS over another stream, read in pieces as large as what has come, and not record by record."""

import asyncio
import contextlib
import ssl
from typing import Any, Self

import httpcore

from watchfloor.services.net.socket_stream import mapped

READ_BYTES = 256 << 10


class TlsStream(httpcore.AsyncNetworkStream):
    """One connection within another. An end without TLS's own good-bye is an end like any other."""

    def __init__(
        self, stream: httpcore.AsyncNetworkStream, context: ssl.SSLContext, server_hostname: str | None
    ) -> None:
        self._stream = stream
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._object = context.wrap_bio(self._incoming, self._outgoing, server_hostname=server_hostname)

    @classmethod
    async def begin(
        cls,
        stream: httpcore.AsyncNetworkStream,
        context: ssl.SSLContext,
        server_hostname: str | None,
        timeout_s: float | None,
    ) -> Self:
        """Shake hands. Raises httpcore's ConnectTimeout or ConnectError, with the stream closed."""
        try:
            with mapped(httpcore.ConnectTimeout, httpcore.ConnectError):
                async with asyncio.timeout(timeout_s):
                    begun = cls(stream, context, server_hostname)
                    await begun._shake_hands()
        except BaseException:
            await stream.aclose()
            raise
        return begun

    async def _shake_hands(self) -> None:
        while True:
            try:
                self._object.do_handshake()
            except ssl.SSLWantReadError:
                await self._flush()
                await self._fill()
            except ssl.SSLError:
                with contextlib.suppress(httpcore.WriteError):
                    await self._flush()  # the other side is told why
                raise
            else:
                await self._flush()
                return

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with mapped(httpcore.ReadTimeout, httpcore.ReadError):
            async with asyncio.timeout(timeout):
                while (data := self._decrypted(max_bytes)) is None:
                    await self._flush()
                    await self._fill()
                return data

    def _decrypted(self, max_bytes: int) -> bytes | None:
        """What has come, of however many records; nothing at the end, None while more must come."""
        parts: list[bytes] = []
        try:
            while max_bytes > 0 and (part := self._object.read(max_bytes)):
                parts.append(part)
                max_bytes -= len(part)
        except ssl.SSLWantReadError:
            if not parts:
                return None
        except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
            pass
        except ssl.SSLError:
            if not parts:  # else what came before is told first; the error comes again
                raise
        return b"".join(parts)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if not buffer:
            return
        with mapped(httpcore.WriteTimeout, httpcore.WriteError):
            async with asyncio.timeout(timeout):
                rest = memoryview(buffer)
                while rest:
                    rest = rest[self._object.write(rest) :]
                    await self._flush()

    async def _flush(self) -> None:
        await self._stream.write(self._outgoing.read())

    async def _fill(self) -> None:
        block = await self._stream.read(READ_BYTES)
        if block:
            self._incoming.write(block)
        else:
            self._incoming.write_eof()

    async def aclose(self) -> None:
        await self._stream.aclose()

    def get_extra_info(self, info: str) -> Any:
        return self._object if info == "ssl_object" else self._stream.get_extra_info(info)
