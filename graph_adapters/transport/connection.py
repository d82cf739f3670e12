"""A single function to a tenant, live or sandbox: `send(request) -> Answer`.

The SDK's request builders make the addresses and its adapter signs and sends; its models are left out because
each object costs some twelve milliseconds, and its retry is off because it sends a POST again after a 504
(docs/decisions/0003, 0004). What is sent in one turn of the event loop goes out as one $batch.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, cast

import httpx
from kiota_abstractions.method import Method
from kiota_abstractions.native_response_handler import NativeResponseHandler
from kiota_abstractions.request_information import RequestInformation
from kiota_abstractions.request_option import RequestOption
from kiota_http.middleware.options import (
    RedirectHandlerOption,
    ResponseHandlerOption,
    RetryHandlerOption,
)
from msgraph.graph_request_adapter import GraphRequestAdapter
from msgraph.graph_service_client import GraphServiceClient

from graph_adapters.errors import Halted, NotAccepted, Rejected, TenantError, TryAgain, Unsure
from graph_adapters.transport.batches import MAX_BATCH_REQUESTS, fits_in_batch, pack_batch, unpack_batch
from graph_adapters.transport.far_clock import FarClock
from graph_adapters.transport.requests import Answer, Request, value_of
from graph_adapters.transport.wire import answer_of, raise_for, with_middleware

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from contextlib import AbstractAsyncContextManager

    from kiota_abstractions.authentication import BaseBearerTokenAuthenticationProvider


V1 = "https://graph.microsoft.com/v1.0"
BYTES_REFUSED_STATUSES = {400, 415, 501}
MAX_CONNECTIONS = 16
MAX_PAGES = 10_000  # two million files; a list without end would be walked for ever
DEFAULT_BACKOFF_SECONDS = 1.0
TIMEOUT = httpx.Timeout(30.0, connect=10.0)
Options = tuple[RequestOption, ...]
SDK_HANDLING_OFF: Options = (
    ResponseHandlerOption(NativeResponseHandler()),
    RetryHandlerOption(max_retries=0, should_retry=False),
    RedirectHandlerOption(should_redirect=False),
)


def _is_address(link: str) -> bool:
    try:
        return bool(httpx.URL(link).host)
    except httpx.InvalidURL:
        return False


class Pace(Protocol):
    """Give turns and room to requests. Jobs may back it with SQL when workers share a tenant."""

    def turn(self, lane: str, *, writes: bool) -> AbstractAsyncContextManager[None]: ...

    def slow_down(self, lane: str, seconds: float) -> None: ...


class NoPace:
    def turn(self, lane: str, *, writes: bool) -> AbstractAsyncContextManager[None]:
        del lane, writes
        return nullcontext()

    def slow_down(self, lane: str, seconds: float) -> None: ...


@dataclass
class TenantQuestion:
    """Something a tenant takes from apps or refuses; None until a request has found out."""

    answer: bool | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass
class _Waiting:
    request: Request
    answer: asyncio.Future[Answer]


class Connection:
    """A signed line to a tenant. `sent` counts requests, including requests inside batches.

    `is_halted` is asked before each write, the last thing before its bytes leave: what only reads goes on.
    """

    def __init__(  # noqa: PLR0913 - what a line is made of, each with its usual value
        self,
        client: httpx.AsyncClient,
        sign_in: BaseBearerTokenAuthenticationProvider,
        *,
        app_id: str,
        forget_token: Callable[[], None] = lambda: None,
        base_url: str = V1,
        pace: Pace | None = None,
        is_halted: Callable[[], bool] = lambda: False,
        options: Options = SDK_HANDLING_OFF,
        timeout: httpx.Timeout = TIMEOUT,
    ) -> None:
        client.timeout = timeout
        self._adapter = GraphRequestAdapter(sign_in, with_middleware(client))
        self._adapter.base_url = base_url  # no slash at its end: the default sends //teams
        self._pace = pace or NoPace()
        self._is_halted = is_halted
        self._sign_in, self._forget_token = sign_in, forget_token
        self._options = list(options)
        self.app_id = app_id
        self.base_url = base_url
        self._waiting: deque[_Waiting] = deque()
        self._wire = asyncio.Semaphore(MAX_CONNECTIONS)  # more connections at once cost more than they bring
        self._posts: set[asyncio.Task[None]] = set()
        self._questions: dict[str, TenantQuestion] = {}
        self.graph = GraphServiceClient(request_adapter=self._adapter)
        self.far_clock = FarClock()
        self.sent = 0
        self.written = 0

    async def token(self) -> str:
        """Return the token we sign with, which lists our permissions."""
        return await self._sign_in.access_token_provider.get_authorization_token(self.base_url)

    def refuse_when_halted(self) -> None:
        """Raise Halted when a person has halted all writing: nothing of it was sent, so nobody is to blame."""
        if self._is_halted():
            raise Halted("All writing to Microsoft 365 is halted.")

    async def send(self, request: Request) -> Answer:
        """Send, together with other requests of this turn; raise a TenantError for 400 and above.

        A token may end before its time: refused once, we sign in anew.
        """
        try:
            return await self._send(request)
        except Rejected:
            self._forget_token()
            return await self._send(request)

    async def _send(self, request: Request) -> Answer:
        if request.writes:
            self.refuse_when_halted()  # it need not wait for its turn to hear it
        writes = request.method != "GET"
        async with self._pace.turn(request.lane, writes=writes):
            self.sent, self.written = self.sent + 1, self.written + writes
            try:
                answer = await self._answered(request)
                raise_for(answer)
            except (TryAgain, Unsure) as error:
                self._slow_down(request.lane, error)
                raise
            return answer

    async def _answered(self, request: Request) -> Answer:
        """Send in a batch if it fits; a tenant that takes no bytes in a batch gets them alone."""
        if not fits_in_batch(request):
            return await self._alone(request)
        answer = await self._together(request)
        is_refused = request.content is not None and answer.status in BYTES_REFUSED_STATUSES
        return await self._alone(request) if is_refused else answer

    def _slow_down(self, lane: str, error: TenantError) -> None:
        """Let the others of a lane wait too, as long as we were told; some refusals do not say how long."""
        if error.wait is not None or error.status == httpx.codes.TOO_MANY_REQUESTS:
            self._pace.slow_down(lane, DEFAULT_BACKOFF_SECONDS if error.wait is None else error.wait)

    @asynccontextmanager
    async def takes(self, what: str) -> AsyncIterator[TenantQuestion]:
        """Let the first asker find out for all: as long as the answer is unknown, the others wait."""
        question = self._questions.setdefault(what, TenantQuestion())
        async with question.lock:
            if question.answer is None:
                yield question
                return
        yield question

    async def pages(self, request: Request) -> AsyncIterator[dict[str, Any]]:
        """Walk a collection, item by item."""
        async for answer in self.walk(request):
            for item in value_of(answer):
                yield item

    async def walk(self, request: Request, *, most: int = MAX_PAGES) -> AsyncIterator[Answer]:
        """Walk from page to page through @odata.nextLink, which must stay on Graph, lead somewhere new, and end."""
        walked: set[str] = set()
        for _ in range(most):
            answer = await self.send(request)
            value_of(answer)
            yield answer
            link = answer.body.get("@odata.nextLink")
            if not link:
                return
            if not isinstance(link, str) or link in walked:
                raise NotAccepted("Microsoft's list leads back to itself.", request_id=answer.request_id)
            walked.add(link)
            request = self.follow(link, request)
        raise NotAccepted("Microsoft's list has no end.", request_id=answer.request_id)

    def leads_here(self, link: str) -> bool:
        """Tell whether a link leads to the tenant this line goes to."""
        return link.startswith(f"{self.base_url}/")

    def follow(self, link: str, like: Request) -> Request:
        """Make the request a link leads to. A link to another host would carry our token away (fault 20)."""
        if not self.leads_here(link) or not _is_address(link):
            raise NotAccepted("The answer links to another host; the link was not followed.")
        path = link.removeprefix(self.base_url)
        return Request(method="GET", path=path, headers=like.headers, lane=like.lane)

    async def _together(self, request: Request) -> Answer:
        waiting = _Waiting(request, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if len(self._waiting) == 1:
            asyncio.get_running_loop().call_soon(self._post_what_waits)
        return await waiting.answer

    def _post_what_waits(self) -> None:
        while self._waiting:
            batch = [self._waiting.popleft() for _ in range(min(MAX_BATCH_REQUESTS, len(self._waiting)))]
            post = asyncio.get_running_loop().create_task(self._post(batch))
            self._posts.add(post)
            post.add_done_callback(self._posts.discard)

    async def _post(self, batch: list[_Waiting]) -> None:
        try:
            answers: Sequence[Answer | Exception] = await self._answers(batch)
        except Exception as error:  # noqa: BLE001 - each waiter gets it, none hangs
            answers = [error] * len(batch)
        for waiting, answer in zip(batch, answers, strict=True):
            if waiting.answer.cancelled():  # nobody waits for it any more
                continue
            if isinstance(answer, Answer):
                waiting.answer.set_result(answer)
            else:
                waiting.answer.set_exception(answer)

    async def _answers(self, batch: Sequence[_Waiting]) -> Sequence[Answer | Exception]:
        try:
            return [await self._alone(batch[0].request)] if len(batch) == 1 else await self._batch(batch)
        except Halted as halted:
            return await self._answers_to_reads(batch, halted)

    async def _answers_to_reads(
        self, batch: Sequence[_Waiting], halted: Halted
    ) -> Sequence[Answer | Exception]:
        """Send a batch that was halted without its writes."""
        reads = [waiting for waiting in batch if not waiting.request.writes]
        answers = iter(await self._answers(reads) if reads else ())
        return [halted if waiting.request.writes else next(answers) for waiting in batch]

    async def _batch(self, batch: Sequence[_Waiting]) -> list[Answer | Unsure]:
        outer = await self._alone(pack_batch([waiting.request for waiting in batch]))
        raise_for(outer)
        return unpack_batch(outer, len(batch))

    async def _alone(self, request: Request) -> Answer:
        information = RequestInformation(getattr(Method, request.method))
        information.url = self.base_url + request.path
        for name, value in request.headers.items():
            information.headers.add(name, value)
        if request.content is not None:
            information.set_stream_content(request.content, "application/octet-stream")
        elif request.body is not None:
            information.set_stream_content(json.dumps(request.body).encode(), "application/json")
        information.add_request_options(self._options)
        async with self._wire:
            if request.writes:
                self.refuse_when_halted()
            return answer_of(await self._over_the_wire(information), raw=request.raw)

    async def _over_the_wire(self, information: RequestInformation) -> httpx.Response:
        """Name the failures of the wire: before we had sent it was surely not done, afterwards it may have been."""
        try:
            response = await self._adapter.send_primitive_async(information, "bytes", {})
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise TryAgain(f"No contact with Microsoft 365 ({type(error).__name__}).") from error
        except httpx.HTTPError as error:
            raise Unsure(f"The line to Microsoft 365 broke ({type(error).__name__}).") from error
        self.far_clock.hear(response.headers.get("date"))
        return cast("httpx.Response", response)  # the native handler hands the response over as it came
