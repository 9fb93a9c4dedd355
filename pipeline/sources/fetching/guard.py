"""Where a connection may go: names are resolved here, once, and only checked addresses reach the socket.

Twisted connects to exactly the addresses that its resolver hands over, so a name cannot mean one address when it is
checked and another when it is connected to. What a name meant first, it means for the whole run.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

from scrapy.crawler import Crawler
from scrapy.resolver import HostResolution
from twisted.internet.address import IPv4Address as Endpoint4
from twisted.internet.address import IPv6Address as Endpoint6
from twisted.internet.defer import Deferred, succeed
from twisted.internet.threads import deferToThread

_NAT64 = IPv6Network("64:ff9b::/96")
_NAT64_LOCAL = IPv6Network("64:ff9b:1::/48")
_COMPATIBLE = IPv6Network("::/96")

Lookup = Callable[[str], list[str]]


def look_up(host: str) -> list[str]:
    """The addresses of a name as the system knows them; also of 127.1, 0x7f000001 and the like."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet, also when an IPv4 address hides in an IPv6 one."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv4Address) or not _hidden(ip):
        return _plain(ip)
    return all(_plain(inner) for inner in _hidden(ip)) and (ip.ipv4_mapped is not None or _plain(ip))


def _plain(ip: IPv4Address | IPv6Address) -> bool:
    local = isinstance(ip, IPv6Address) and ip.is_site_local
    return ip.is_global and not (local or ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def _hidden(ip: IPv6Address) -> list[IPv4Address]:
    found: list[IPv4Address | None] = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in _NAT64 or ip in _NAT64_LOCAL or ip in _COMPATIBLE:
        found.append(IPv4Address(int(ip) & 0xFFFFFFFF))
    return [inner for inner in found if inner is not None]


class Guard:
    """Names that were resolved, and names that were refused. `allow` names the hosts that may be private."""

    def __init__(self, allow: Sequence[str], *, look: Lookup = look_up) -> None:
        self._allow = frozenset(allow)
        self._look = look
        self._pinned: dict[str, list[str]] = {}
        self.refused: dict[str, str] = {}

    def pinned(self, host: str) -> list[str] | None:
        """What the name meant before in this run."""
        return self._pinned.get(host)

    def resolve(self, host: str) -> list[str]:
        """Addresses to connect to; empty when the name has none, or none that is public."""
        try:
            found = self._look(host)
        except (OSError, UnicodeError):
            return []
        good = found if host in self._allow else [address for address in found if is_public(address)]
        if found and not good:
            self.refused[host] = ", ".join(found)
        self._pinned[host] = good
        return good


class GuardedResolver:
    """The guard as Twisted's resolver; every connection of the process goes through it."""

    def __init__(self, reactor: Any, guard: Guard) -> None:
        self._reactor = reactor
        self.guard = guard

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> GuardedResolver:
        """Made by Scrapy; ``ALLOW_HOSTS`` is a setting of our own."""
        return cls(reactor, Guard(crawler.settings.getlist("ALLOW_HOSTS")))

    def install_on_reactor(self) -> None:
        """Take the place of the system's resolver."""
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[Any]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> HostResolution:
        """Twisted's interface: hand the checked addresses to the receiver."""
        resolution = HostResolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        known = self.guard.pinned(hostName)
        waiting: Deferred[list[str]] = (
            succeed(known) if known is not None else deferToThread(self.guard.resolve, hostName)
        )

        def deliver(addresses: list[str]) -> None:
            for address in addresses:
                kind = Endpoint6 if ":" in address else Endpoint4
                resolutionReceiver.addressResolved(kind("TCP", address, portNumber))
            resolutionReceiver.resolutionComplete()

        waiting.addCallback(deliver)
        return resolution
