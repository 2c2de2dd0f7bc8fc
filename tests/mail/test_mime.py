# SPDX-License-Identifier: GPL-2.0-or-later
"""Headers and text of raw mail, forgiving where real mail is broken, in linear time."""

import base64
import quopri
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.work import grows_linearly, steps
from tracker.mail import mime
from tracker.mail.mime import dates
from tracker.model.mail import Person


def headers(*lines: bytes) -> mime.Headers:
    return mime.split(b"\n".join(lines) + b"\n\n")[0]


def text(head: bytes, body: bytes) -> str:
    return mime.text(*mime.split(head + b"\n\n" + body))


def mixed(*parts: bytes, kind: bytes = b"mixed") -> str:
    body = b"".join(b"--cut\n" + part + b"\n" for part in parts) + b"--cut--\n"
    return text(b"Content-Type: multipart/" + kind + b'; boundary="cut"', body)


# ---- headers -------------------------------------------------------------------------------


def test_fields_are_unfolded_and_found_in_any_case() -> None:
    found = headers(b"SUBJECT: turn", b"\tthe", b"  widget", b"to: a@example.org", b"To: b@x.org")
    assert found.first("subject") == b"turn the widget"
    assert found.every("to") == (b"a@example.org", b"b@x.org")
    assert found.first("from") == b""


def test_fields_of_the_body_are_no_headers() -> None:
    found, body = mime.split(b"Subject: turn\n\nTo: a@example.org\n\nFrom: b@example.org\n")
    assert found.every("to") == ()
    assert body == b"To: a@example.org\n\nFrom: b@example.org\n"


def test_an_mbox_line_and_carriage_returns_are_passed_over() -> None:
    found, body = mime.split(b"From ada Thu Jan  1 00:00:00 1970\r\nSubject: turn\r\n\r\nit\r\n")
    assert found.first("subject") == b"turn"
    assert body == b"it\n"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (b"=?utf-8?q?gr=C3=BCn?=", "grün"),
        (b"=?UTF-8?B?Z3LDvG4=?= widget", "grün widget"),
        (b"=?gb2312?B?wszJqw==?=", "绿色"),
        (b"=?y?q?turn_it?=", "turn it"),
        (b"=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
        ("grün".encode(), "grün"),
        ("grün".encode("latin-1"), "gr\ufffdn"),
        (b"=?utf-8?b?a?=", "=?utf-8?b?a?="),
        (b"two   spaces\t here", "two spaces here"),
    ],
)
def test_encoded_words_are_decoded_whatever_their_charset(value: bytes, words: str) -> None:
    assert mime.decode_words(value) == words


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (b"<a@x> <b@x>", ("a@x", "b@x")),
        (b"<a@x>\n\t<b@x>", ("a@x", "b@x")),
        (b"< a@x >", ("a@x",)),
        (b"<no-at-sign>", ("no-at-sign",)),
        (b"<a/b%c$d*e+f@x>", ("a/b%c$d*e+f@x",)),
        (b"a@x, b@x", ("a@x", "b@x")),
        (b'Message of "Monday" <a@x>', ("a@x",)),
        (b"", ()),
        (b"none", ()),
    ],
)
def test_message_ids_are_read_with_and_without_brackets(
    value: bytes, found: tuple[str, ...]
) -> None:
    assert mime.ids(value) == found


def test_addresses_are_read_with_names_quoted_plain_encoded_or_none() -> None:
    value = (
        b'Ada Author <Ada@Example.org>, "Reviewer, Rex" <rex@example.org>,\n'
        b" =?utf-8?q?J=C3=BCrgen?= <j@example.org>, bare@example.org, undisclosed-recipients:;"
    )
    assert mime.people((value,)) == (
        Person("Ada Author", "ada@example.org"),
        Person("Reviewer, Rex", "rex@example.org"),
        Person("Jürgen", "j@example.org"),
        Person("", "bare@example.org"),
    )


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        (b"Ada Author <Ada@Example.org>", "Ada Author", "ada@example.org"),
        (b"ada@example.org (Ada Author)", "Ada Author", "ada@example.org"),
        (b"ada@example.org", "", "ada@example.org"),
        (b'"Author, Ada" <ada@example.org>', "Author, Ada", "ada@example.org"),
        (b"=?utf-8?b?QWTDoSBBdXRob3I=?= <ada@example.org>", "Adá Author", "ada@example.org"),
        (b'Ada "the Pen Author <ada@example.org>', "Ada", "ada@example.org"),
        (b"", "", ""),
    ],
)
def test_a_sender_is_read_even_where_quotes_do_not_close(
    value: bytes, name: str, address: str
) -> None:
    found = mime.sender(value)
    assert found[1] == address
    assert found[0].startswith(name)


@pytest.mark.parametrize(
    ("value", "when"),
    [
        (b"Mon, 6 Jan 2025 10:00:00 +0000", (2025, 1, 6, 10)),
        (b"Mon, 6 Jan 2025 10:00:00 -0500", (2025, 1, 6, 15)),
        (b"Mon, 6 Jan 2025 10:00:00", (2025, 1, 6, 10)),
        (b"6 Jan 2025 10:00:00 GMT (a comment)", (2025, 1, 6, 10)),
    ],
)
def test_a_date_is_read_in_utc(value: bytes, when: tuple[int, int, int, int]) -> None:
    assert dates.date(value) == datetime(*when, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [b"", b"yesterday", b"Mon, 6 Jan 2025 10:00:00 +9999999", b"9" * 5000,
     b"Mon, 32 Jan 2025 10:00:00 +0000", b"Fri, 31 Dec 9999 23:59:59 -2300", b"\xff\xfe"],
)  # fmt: skip
def test_a_date_that_makes_no_sense_is_none(value: bytes) -> None:
    assert dates.date(value) is None


# ---- text ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("charset", "data", "shown"),
    [
        (b"utf-8", "grün".encode(), "grün"),
        (b"iso-8859-1", "grün".encode("latin-1"), "grün"),
        (b'"gb2312"', "绿色".encode("gb2312"), "绿色"),
        (b"y", "grün".encode(), "grün"),
        (b"yes", "grün".encode("latin-1"), "grün"),
        (b"8", "grün".encode(), "grün"),
        (b"utf-8", "grün".encode("latin-1"), "gr\ufffdn"),
        (b"us-ascii", "grün".encode(), "grün"),
        (b"hex", b"6772", "6772"),
        (b"unicode_escape", rb"\x41", r"\x41"),
    ],
)
def test_text_is_read_in_its_charset_or_the_likeliest(
    charset: bytes, data: bytes, shown: str
) -> None:
    assert text(b"Content-Type: text/plain; charset=" + charset, data) == shown


def test_quoted_printable_and_base64_are_decoded() -> None:
    body = "Größe = 1\n".encode()
    for name, data in ((b"quoted-printable", quopri.encodestring(body)),
                       (b"BASE64", base64.encodebytes(body))):  # fmt: skip
        head = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: " + name
        assert text(head, data) == body.decode()


@pytest.mark.parametrize("length", [10, 11, 12, 13])
def test_base64_cut_short_or_followed_by_a_lists_footer_is_read_as_far_as_it_goes(
    length: int,
) -> None:
    whole = base64.b64encode(b"turn the widget round")
    head = b"Content-Transfer-Encoding: base64"
    assert "turn the widget round".startswith(text(head, whole[:length]))
    padded = base64.b64encode(b"turn the widget!")
    footer = b"\n_____\nwidgets mailing list\n"
    assert text(head, padded + footer) == "turn the widget!"


def test_html_alone_is_read_without_its_markup() -> None:
    body = (
        b"<html><head><title>x</title></head><style>p { color: red }</style><body>"
        b"<p>Turn &lt;it&gt;</p><SCRIPT>alert(1)</SCRIPT>round<br>again</body></html>"
    )
    assert text(b"Content-Type: text/html", body) == "Turn <it>\nround\nagain"


def test_html_whose_style_never_closes_keeps_its_words() -> None:
    assert text(b"Content-Type: text/html", b"<style> a <head> b </head>c").split() == ["a", "c"]


def test_of_two_forms_the_plain_one_is_read() -> None:
    plain = b"Content-Type: text/plain; charset=utf-8\n\nplain"
    marked = b"Content-Type: text/html\n\n<p>marked</p>"
    assert mixed(marked, plain, kind=b"alternative") == "plain"
    assert mixed(marked, kind=b"alternative").strip() == "marked"


def test_attached_patches_are_read_behind_the_text_and_other_files_are_not() -> None:
    words = b"Content-Type: text/plain\n\nsee the patch"
    attached = b"Content-Type: text/x-patch\nContent-Transfer-Encoding: base64\n\nZGlmZg=="
    image = b"Content-Type: image/png\n\nPNG"
    assert mixed(words, image, attached) == "see the patch\ndiff"


@pytest.mark.parametrize("charset", [b"charset=iso-8859-1", b"charset*=utf-8''iso-8859-1"])
def test_parts_are_read_in_their_own_charset(charset: bytes) -> None:
    part = b"Content-Type: text/plain; " + charset + b"\n\ngr\xfcn"
    assert mixed(part) == "grün"


def nested(depth: int) -> bytes:
    return b"".join(
        b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (n, n + 1) for n in range(depth)
    )


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (b"Content-Type: multipart/mixed; boundary=b0", nested(3000) + b"\nturn it"),
        (b"Content-Type: multipart/mixed; boundary=b0",
         b"--b0\n" + b"Content-Type: message/rfc822\n\n" * 3000 + b"turn it"),
        (b"Content-Type: multipart/mixed; boundary*=a\0b''cut", b"--cut\n\nturn it"),
        (b"Content-Type: multipart/mixed; boundary*=undefined''cut", b"--cut\n\nturn it"),
        (b"Content-Type: multipart/mixed", b"--cut\n\nturn it"),
        (b"Content-Type: text/plain; charset=a\0b", b"turn it"),
    ],
)  # fmt: skip
def test_parts_that_cannot_be_taken_apart_are_read_as_they_are(head: bytes, body: bytes) -> None:
    assert "turn it" in text(head, body)


# ---- time ----------------------------------------------------------------------------------

HOSTILE: dict[str, Callable[[int], bytes]] = {
    "styles that never close": lambda n: b"Content-Type: text/html\n\n" + b"<style>" * n,
    "angle brackets": lambda n: b"Content-Type: text/html\n\n" + b"<" * (20 * n),
    "breaks that never close": lambda n: b"Content-Type: text/html\n\n" + b"<br" * n,
    "spaces in an address": lambda n: b"To: a" + b" " * n + b"b\n\n",
    "an address without a mark": lambda n: b"To: " + b"a" * n + b"\n\n",
    "punycode": lambda n: b"Content-Type: text/plain; charset=punycode\n\na-" + b"a" * (20 * n),
    "folded emptiness": lambda n: b"To: a\n" + b" \n" * n + b"\n",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_mail_takes_time_in_step_with_its_size(case: str) -> None:
    """Four times the mail takes about four times the steps, never sixteen."""

    def decoding(size: int) -> Callable[[], None]:
        raw = HOSTILE[case](size)

        def call() -> None:
            found, body = mime.split(raw)
            mime.people(found.every("to"))
            mime.text(found, body)

        return call

    grows_linearly(decoding, 1_000)


@pytest.mark.parametrize("field", [b"Subject", b"From"])
def test_encoded_words_without_end_are_cut(field: bytes) -> None:
    found, _ = mime.split(field + b": " + b"=?a?q?x" * 70_000 + b"\n\n")

    def decode() -> None:
        mime.decode_words(found.first("subject"))
        mime.sender(found.first("from"))

    assert steps(decode) < 10_000
