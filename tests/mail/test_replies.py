# SPDX-License-Identifier: GPL-2.0-or-later
"""Drafts of answers: to whom they go, what they answer, what they quote."""

import email
import email.charset
import email.policy
from email.message import EmailMessage

import pytest

from tests.mails import ADA, LIST, MIA, REX, at, mail, patch
from tracker.errors import Usage
from tracker.mail.mime import read_text
from tracker.mail.reader import read_parts
from tracker.mail.replies.draft import Ready, draft, wire_form
from tracker.mail.replies.ready import ready_from
from tracker.model.mail import Stored
from tracker.model.people import Person

ME = Person("Rex Reviewer", "rex@example.org")
PLAIN = Ready()


def answer(raw: bytes, ready: Ready = PLAIN, me: Person = ME) -> EmailMessage:
    """The draft as any mail program reads it."""
    return email.message_from_bytes(wire_form(written(raw, ready, me)), policy=email.policy.default)


def written(raw: bytes, ready: Ready = PLAIN, me: Person = ME) -> str:
    parts = read_parts(Stored(raw=raw, archive="", key=""))
    assert parts is not None
    return draft(raw, parts, read_text(raw), me, frozenset({me.email}), ready)


def addresses(made: EmailMessage, name: str) -> list[str]:
    field = made[name]
    return [one.addr_spec for one in field.addresses] if field else []


def test_an_answer_goes_to_the_sender_and_to_all_who_had_the_mail_but_oneself() -> None:
    made = answer(mail("[PATCH] widget: Turn it", to=[MIA], cc=[REX, "Kim <kim@example.org>"]))
    assert addresses(made, "To") == ["ada@example.org"]
    assert addresses(made, "Cc") == ["mia@example.org", LIST, "kim@example.org"]
    assert addresses(made, "From") == ["rex@example.org"]


def test_an_address_that_stands_twice_is_copied_once() -> None:
    made = answer(mail("[PATCH] widget: Turn it", to=[MIA], cc=[MIA, ADA, "Kim <KIM@example.org>"]))
    assert addresses(made, "Cc") == ["mia@example.org", LIST, "kim@example.org"]


def test_mail_followup_to_decides_alone() -> None:
    headers = [("Mail-Followup-To", f"{LIST}, Kim <kim@example.org>"), ("Reply-To", MIA)]
    made = answer(mail("[PATCH] widget: Turn it", to=[MIA], headers=headers))
    assert addresses(made, "To") == [LIST, "kim@example.org"]
    assert addresses(made, "Cc") == []


def test_reply_to_is_where_the_sender_wants_it() -> None:
    made = answer(mail("Hello", headers=[("Reply-To", "Ada <ada@home.example.org>")]))
    assert addresses(made, "To") == ["ada@home.example.org"]


def test_a_reply_to_that_a_list_has_set_does_not_hide_the_sender() -> None:
    made = answer(mail("Hello", headers=[("Reply-To", LIST)]))
    assert addresses(made, "To") == ["ada@example.org"]
    assert addresses(made, "Cc") == [LIST]


def test_a_from_that_a_list_has_rewritten_is_answered_to_the_person() -> None:
    raw = mail("Hello", "Ada Author via widgets <widgets@lists.example.org>",
               headers=[("Reply-To", "Ada Author <ada@example.org>")])  # fmt: skip
    assert addresses(answer(raw), "To") == ["ada@example.org"]


def test_an_answer_to_ones_own_mail_goes_to_whom_that_went() -> None:
    made = answer(mail("Hello", REX, to=[MIA], cc=["Kim <kim@example.org>"]))
    assert addresses(made, "To") == ["mia@example.org", LIST]
    assert addresses(made, "Cc") == ["kim@example.org"]


def test_it_refers_to_all_that_went_before() -> None:
    raw = mail("Re: [PATCH] widget", message_id="c@x.org", in_reply_to="b@x.org",
               references=["a@x.org", "b@x.org"])  # fmt: skip
    made = answer(raw)
    assert made["In-Reply-To"] == "<c@x.org>"
    assert made["References"].split() == ["<a@x.org>", "<b@x.org>", "<c@x.org>"]


def test_a_thread_without_end_is_referred_to_by_its_first_and_last_mails() -> None:
    chain = [f"m{number}@x.org" for number in range(300)]
    made = answer(mail("Re: hello", message_id="last@x.org", references=chain))
    found = made["References"].split()
    assert len(found) == 50
    assert (found[0], found[-2], found[-1]) == ("<m0@x.org>", "<m299@x.org>", "<last@x.org>")


@pytest.mark.parametrize(
    "subject", ["widget: Turn it", "Re: widget: Turn it", "RE: Aw: Re: widget: Turn it"]
)
def test_the_subject_has_one_re(subject: str) -> None:
    assert answer(mail(subject))["Subject"] == "Re: widget: Turn it"


def test_the_words_are_quoted_and_the_signature_is_not() -> None:
    made = answer(mail("Hello", body="Does it turn?\n\n> It did.\n-- \nAda\n", date=at(3)))
    assert made.get_content() == (
        "On Mon, 06 Jan 2025 13:00:00 +0000, Ada Author wrote:\n"
        "> Does it turn?\n>\n> > It did.\n"
    )  # fmt: skip


def test_a_patch_is_quoted_whole_to_be_answered_between_its_lines() -> None:
    text = answer(patch("widget: Turn it")).get_content()
    assert "> Because it is better that way." in text
    assert "> +++ b/" in text


def test_a_tag_quotes_the_log_alone_and_has_ones_own_name() -> None:
    text = answer(patch("widget: Turn it"), ready_from("reviewed, tested")).get_content()
    assert "> Because it is better that way." in text
    assert "+++" not in text
    assert text.endswith(
        "\nReviewed-by: Rex Reviewer <rex@example.org>\nTested-by: Rex Reviewer <rex@example.org>\n"
    )


def test_a_ping_quotes_nothing_and_applied_names_the_tree() -> None:
    assert ">" not in answer(patch("widget: Turn it"), ready_from("ping")).get_content()
    said = answer(patch("widget: Turn it"), ready_from("applied widgets-next")).get_content()
    assert said.endswith("\nApplied to widgets-next, thanks!\n")


@pytest.mark.parametrize("text", ["", "looks good", "reviewd", "ping me", "Reviewed-by: x\nBcc: y"])
def test_what_is_no_ready_answer_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(Usage, match="reviewed, acked, tested"):
        ready_from(text)


def test_a_tag_without_a_name_is_refused() -> None:
    with pytest.raises(Usage, match="set git's user"):
        written(patch("widget: Turn it"), ready_from("acked"), Person("", "rex@example.org"))


def test_without_an_address_of_ones_own_there_is_no_draft() -> None:
    with pytest.raises(Usage, match="who you are is not known"):
        written(patch("widget: Turn it"), PLAIN, Person("Rex", ""))


def test_a_mail_without_an_address_cannot_be_answered() -> None:
    raw = mail("Hello", "Ada Author <nowhere>", lists=())
    with pytest.raises(Usage, match="no address that an answer could go to"):
        written(raw)


def test_nothing_of_a_hostile_mail_becomes_a_header_or_a_control_character() -> None:
    name = "\x1b]0;x\x07Eve\r\nBcc: all@example.org"
    headers = [("Reply-To", '"Eve\\" <x@y>,\u202e" <eve@example.org>')]
    raw = mail("Hi\x1b[2J", body="\x1b[31mred\n", cc=["a;b|c@example.org"], headers=headers)
    raw += name.encode()
    text = written(raw)
    assert "\x1b" not in text
    assert "\u202e" not in text
    head = text.partition("\n\n")[0]
    assert [line.partition(":")[0] for line in head.split("\n") if line[0] != " "] == [
        "From", "To", "Cc", "Subject", "In-Reply-To", "References",
    ]  # fmt: skip
    assert "a;b|c@example.org" not in head


@pytest.mark.parametrize("beside", ["", "b4", "liblore"])
def test_names_and_subjects_beyond_ascii_are_encoded_for_the_mailer(
    beside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a library has changed how the whole process encodes headers, as these do."""
    monkeypatch.setattr(email.charset, "CHARSETS", dict(email.charset.CHARSETS))
    if beside:
        how = (None,) if beside == "b4" else (email.charset.SHORTEST, None, "utf-8")
        email.charset.add_charset("utf-8", *how)
    raw = mail("[PATCH] gr\u00fcn: \u706f", '"Zo\u00eb, A." <zoe@example.org>')
    sent = wire_form(written(raw))
    assert sent.partition(b"\n\n")[0].isascii()
    made = email.message_from_bytes(sent, policy=email.policy.default)
    assert made["Subject"] == "Re: [PATCH] gr\u00fcn: \u706f"
    assert made["To"].addresses[0].display_name == "Zo\u00eb, A."
    assert made.get_content_charset() == "utf-8"


def test_a_long_subject_is_encoded_in_words_that_a_line_holds() -> None:
    subject = "\u706f and gr\u00fcn " * 30
    sent = wire_form(f"To: a@example.org\nSubject: {subject}\n\nHello\n")
    assert max(map(len, sent.partition(b"\n\n")[0].split(b"\n"))) <= 75 + len("Subject: ")
    made = email.message_from_bytes(sent, policy=email.policy.default)
    assert made["Subject"] == subject.strip()


def test_a_draft_whose_addresses_were_taken_out_is_not_handed_over() -> None:
    with pytest.raises(Usage, match="no address in To"):
        wire_form("From: rex@example.org\nTo:\nSubject: Re: x\n\nHello\n")
