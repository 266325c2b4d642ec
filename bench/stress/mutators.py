"""Changes bytes as bad disks, bad programs and bad days do."""

import random
from collections.abc import Callable

Mutator = Callable[[bytes, random.Random], bytes]

TOKENS: tuple[bytes, ...] = (
    b";", b",", b"\t", b"|", b'"', b'""', b"'", b"\n", b"\r", b"\r\n", b"\n\n", b"\0", b"\x01",
    b"\x1a", b"\x7f", b"-", b".", b",5", b"x", b"*", b"NaN", b"inf", b".inf", b"1e400", b"1.234",
    b"1.234.567", b"1,5", b"9" * 400, b"-1", b"+3", b"0x1F", b"010", b"1_000", b"1:30", b"=1+1",
    b"#REF!", b"yes", b"null", b"~", b"*a", b"&a ", b"<<: ", b"!!python/object:os.system ", b"- ",
    b": ", b"# ", b"{", b"}", b"[", b"]", b"[[[[[[", b"<html>", b"]]>", b"&amp;", b"&#0;",
    b"../../etc/passwd", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80",
    "\u00a0".encode(), "\u2028".encode(), "\u200b".encode(), "\u202e".encode(),
    "\u2212".encode() + b"5", "\u0663".encode(), "\uff11\uff12".encode(), "A\u0308".encode(),
    "\U0001f600".encode(),
    "¹".encode(), "½".encode(), "Å".encode(), "ß".encode(),
)  # fmt: skip


def _span(content: bytes, chance: random.Random, longest: int = 40) -> tuple[int, int]:
    start = chance.randrange(len(content) + 1)
    return start, min(len(content), start + chance.randint(1, longest))


def flip(content: bytes, chance: random.Random) -> bytes:
    if not content:
        return content
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]


def delete(content: bytes, chance: random.Random) -> bytes:
    start, end = _span(content, chance)
    return content[:start] + content[end:]


def duplicate(content: bytes, chance: random.Random) -> bytes:
    start, end = _span(content, chance, 200)
    return content[:end] + content[start:end] + content[end:]


def insert(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(TOKENS) + content[at:]


def replace(content: bytes, chance: random.Random) -> bytes:
    start, end = _span(content, chance, 6)
    return content[:start] + chance.choice(TOKENS) + content[end:]


def truncate(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _lines(content: bytes, chance: random.Random, change: Callable[[list[bytes]], None]) -> bytes:
    lines = content.splitlines(keepends=True)
    if len(lines) > 1:
        change(lines)
    return b"".join(lines)


def swap_lines(content: bytes, chance: random.Random) -> bytes:
    def change(lines: list[bytes]) -> None:
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]

    return _lines(content, chance, change)


def drop_line(content: bytes, chance: random.Random) -> bytes:
    return _lines(content, chance, lambda lines: lines.pop(chance.randrange(len(lines))) and None)


def repeat_line(content: bytes, chance: random.Random) -> bytes:
    def change(lines: list[bytes]) -> None:
        at = chance.randrange(len(lines))
        lines.insert(chance.randrange(len(lines)), lines[at])

    return _lines(content, chance, change)


def other_ends(content: bytes, chance: random.Random) -> bytes:
    end = chance.choice([b"\n", b"\r", b"\r\n", b"\n\n", b"\x0b", b"\x0c", b"\x1e"])
    lines = content.splitlines(keepends=True)
    some = chance.random()
    return b"".join(
        line.rstrip(b"\r\n") + end if chance.random() < some and line.endswith(b"\n") else line
        for line in lines
    )


def other_encoding(content: bytes, chance: random.Random) -> bytes:
    encoding = chance.choice(["latin-1", "cp1252", "cp850", "utf-16", "utf-8-sig", "mac-roman"])
    return content.decode("utf-8", "replace").encode(encoding, "replace")


def read_twice(content: bytes, _: random.Random) -> bytes:
    """UTF-8 that a program took for Windows-1252."""
    return content.decode("latin-1").encode()


def zeros(content: bytes, chance: random.Random) -> bytes:
    start, end = _span(content, chance, 512)
    return content[:start] + bytes(end - start) + content[end:]


MUTATORS: tuple[Mutator, ...] = (
    flip, flip, delete, duplicate, insert, insert, insert, replace, replace, truncate, swap_lines,
    drop_line, repeat_line, other_ends, other_encoding, read_twice, zeros,
)  # fmt: skip


def mutated(content: bytes, chance: random.Random) -> bytes:
    """One to four changes, mostly one or two."""
    for _ in range(chance.choice([1, 1, 1, 2, 2, 3, 4])):
        content = chance.choice(MUTATORS)(content, chance)
    return content
