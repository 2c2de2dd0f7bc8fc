# SPDX-License-Identifier: GPL-2.0-or-later
"""Connections whose sockets can be shut down from another thread.

Closing a ``requests`` session leaves the sockets of requests under way alone, so a reader blocked
in ``recv`` would wait for its timeout. Here every socket is known from before it connects, and
``Sockets.shut`` ends connecting, TLS handshake and reading at once.
"""

import contextlib
import socket
import threading
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError


class Sockets:
    """The sockets of one session."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._shut = False

    def add(self, sock: socket.socket) -> socket.socket:
        """Know a socket by a duplicate, which stays valid when TLS takes the first one over."""
        with self._lock:
            if self._shut:
                raise ConnectionAbortedError("no new connections after a cancel")
            twin = sock.dup()
            self._open.add(twin)
        return twin

    def drop(self, twin: socket.socket) -> None:
        """Forget a socket whose connection is closed."""
        with self._lock:
            self._open.discard(twin)
        twin.close()

    def shut(self) -> None:
        """End all traffic; whoever waits on one of the sockets wakes with an error or an end."""
        with self._lock:
            self._shut = True
        self.hang_up()

    def hang_up(self) -> None:
        """End all traffic under way; new connections may follow."""
        with self._lock:
            for twin in self._open:
                with contextlib.suppress(OSError):
                    twin.shutdown(socket.SHUT_RDWR)

    def reopen(self) -> None:
        """Take new connections again."""
        with self._lock:
            self._shut = False

    def close(self) -> None:
        """Let go of all sockets, also those of answers that no one read."""
        with self._lock:
            while self._open:
                self._open.pop().close()


class _Watched(HTTPConnection):
    """A connection that tells ``sockets``, which its pool's class holds, of its socket."""

    sockets: Sockets
    _twin: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        try:
            found = socket.getaddrinfo(self.host, self.port, 0, socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as fault:
            wrong = fault if isinstance(fault, socket.gaierror) else socket.gaierror(str(fault))
            raise NameResolutionError(self.host, self, wrong) from fault
        last: OSError = OSError("the name has no address")
        for family, kind, protocol, _, address in found:
            try:
                return self._connected(socket.socket(family, kind, protocol), address)
            except TimeoutError as fault:
                raise ConnectTimeoutError(self, f"no answer from {self.host}") from fault
            except OSError as fault:
                last = fault
        raise NewConnectionError(self, str(last)) from last

    def _connected(self, sock: socket.socket, address: Any) -> socket.socket:  # as getaddrinfo's
        self._forget()
        try:
            self._twin = self.sockets.add(sock)
            for option in self.socket_options or ():
                sock.setsockopt(*option)
            sock.settimeout(self.timeout if isinstance(self.timeout, int | float) else None)
            sock.connect(address)
        except OSError:
            sock.close()
            self._forget()
            raise
        return sock

    def _forget(self) -> None:
        if self._twin is not None:
            self.sockets.drop(self._twin)
            self._twin = None

    def close(self) -> None:
        """Close the connection and forget its socket."""
        super().close()
        self._forget()


class WatchedAdapter(HTTPAdapter):
    """A transport of ``requests`` whose connections are known to ``sockets``."""

    def __init__(self, sockets: Sockets) -> None:
        self._sockets = sockets
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # as the base class has it
        """Make pools of watched connections."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self._sockets)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:  # as the base class has it
        """Watch connections to a proxy too."""
        manager = super().proxy_manager_for(proxy, **kwargs)
        if not proxy.lower().startswith("socks"):
            manager.pool_classes_by_scheme = _pools(self._sockets)
        return manager


def _pools(sockets: Sockets) -> dict[str, type[HTTPConnectionPool]]:
    """Pool classes bound to the sockets of one session."""

    class Plain(_Watched):
        pass

    class Secure(_Watched, HTTPSConnection):
        pass

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    Plain.sockets = Secure.sockets = sockets
    return {"http": PlainPool, "https": SecurePool}


def watched_session() -> tuple[requests.Session, Sockets]:
    """Return a session without retries, and the sockets of its connections."""
    sockets, session = Sockets(), requests.Session()
    for scheme in ("http://", "https://"):
        session.mount(scheme, WatchedAdapter(sockets))
    return session, sockets
