"""HTTP as uvicorn speaks it, with a time within which the first lines of each request must have come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio

HEAD_SECONDS = 10.0
"""From a connection, or from the first byte after an answer, until the headers are whole."""
MAX_BYTES_HEARD_OUT = 1024**3
"""Of a body whose answer is given already: a browser reads the answer when it has sent all, or is cut off."""


class Hurried(H11Protocol):
    """Close a connection whose request has not begun in time; uvicorn by itself waits for ever."""

    _deadline: asyncio.TimerHandle | None = None
    _bytes_heard_out = 0
    head_seconds = HEAD_SECONDS
    max_bytes_heard_out = MAX_BYTES_HEARD_OUT

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        self._hear_out(len(data))
        super().data_received(data)
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _hear_out(self, received: int) -> None:
        """Count what comes after an answer that did not wait for all of it, and hang up in the end."""
        is_answered = self.conn.our_state is h11.DONE and self.conn.their_state is h11.SEND_BODY
        self._bytes_heard_out = self._bytes_heard_out + received if is_answered else 0
        if self._bytes_heard_out > self.max_bytes_heard_out:
            self.transport.close()

    def _wait_for_head(self) -> None:
        """Start the time when a head is waited for, once; stop it when the head is whole."""
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(self.head_seconds, self._give_up)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        if not self.transport.is_closing():
            self.transport.abort()
