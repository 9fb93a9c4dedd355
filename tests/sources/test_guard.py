"""SSRF: 60 ways to make a fetcher ask the machine it runs on, its neighbours, or a file. None may reach anything."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from pipeline.sources.fetching.addresses import normalise, refusal
from pipeline.sources.fetching.guard import Guard, is_public

ADDRESSES = (
    *("127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
    *("169.254.169.254", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1"),
    *("224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "[::1]", "[::]", "[fe80::1]", "[fc00::1]"),
    *("[fd00:ec2::254]", "[ff02::1]", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]"),
    *("[64:ff9b::7f00:1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2002:a9fe:a9fe::1]"),
    *("[2001:db8::1]", "[2001:0:7f00:1::]", "[100::1]", "[fec0::1]", "[fe80::1%25eth0]"),
    *("2130706433", "0x7f000001", "017700000001", "127.1", "127.0.1", "0x7f.1", "0177.0.0.1", "0", "localhost"),
    *("3232235777", "0xa9fea9fe", "2852039166", "127.0.0.1.", "1270.0.1"),
)
OTHERS = (
    *(
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "gopher://127.0.0.1:25/",
        "dict://127.0.0.1:11211/",
        "data:text/html,x",
    ),
    *("http://user@127.0.0.1/", "http://zwolle.nl@127.0.0.1/", "http://zwolle.nl\\@127.0.0.1/", "http://zwolle.nl:25/"),
    *("jar:http://127.0.0.1!/", "ldap://127.0.0.1/", "http://127.0.0.1:6379/\r\nSET x", "unix:/var/run/docker.sock"),
)


def test_there_are_sixty_payloads_and_more() -> None:
    assert len(set(ADDRESSES + OTHERS)) >= 60


@pytest.mark.parametrize("host", ADDRESSES)
def test_an_address_of_our_own_network_is_never_connected_to(host: str) -> None:
    url = normalise(f"http://{host}/")
    if url is None or refusal(url, max_length=2_000):
        return
    guard = Guard([])
    assert guard.resolve(url.partition("//")[2].rstrip("/").strip("[]")) == []


@pytest.mark.parametrize("url", OTHERS)
def test_other_schemes_and_disguised_hosts_are_refused(url: str) -> None:
    address = normalise(url)
    assert address is None or refusal(address, max_length=2_000)


@pytest.mark.parametrize("address", ["93.184.216.34", "2001:4860:4860::8888", "::ffff:93.184.216.34"])
def test_a_public_address_is_let_through(address: str) -> None:
    assert is_public(address)


def test_a_name_keeps_its_first_meaning_so_that_it_cannot_be_rebound() -> None:
    answers: Iterator[list[str]] = iter([["93.184.216.34"], ["127.0.0.1"]])
    guard = Guard([], look=lambda _host: next(answers))
    assert guard.resolve("rebind.test") == ["93.184.216.34"]
    assert guard.pinned("rebind.test") == ["93.184.216.34"]


def test_of_a_name_with_two_meanings_only_the_public_one_is_connected_to() -> None:
    guard = Guard([], look=lambda _host: ["10.0.0.1", "93.184.216.34", "::1"])
    assert guard.resolve("both.test") == ["93.184.216.34"]
    private = Guard([], look=lambda _host: ["10.0.0.1"])
    assert private.resolve("inner.test") == []
    assert private.refused == {"inner.test": "10.0.0.1"}


def test_loopback_is_allowed_by_name_only() -> None:
    guard = Guard(["localhost"], look=lambda _host: ["127.0.0.1"])
    assert guard.resolve("localhost") == ["127.0.0.1"]
    assert guard.resolve("127.0.0.1") == []


def test_names_that_do_not_exist_are_no_refusal() -> None:
    def nowhere(host: str) -> list[str]:
        raise socket.gaierror(host)

    guard = Guard([], look=nowhere)
    assert guard.resolve("nergens.test") == []
    assert not guard.refused
