# SPDX-License-Identifier: GPL-2.0-or-later
"""Templates of the user's own: what they can do, what they cannot, and how faults are told."""

import pytest

from tests.views import attacks, samples
from tests.views.reported import WEEK, evil, report
from tracker.errors import Usage
from tracker.export.html import status_html
from tracker.export.status_report import status_markdown, status_text
from tracker.export.svg import style_policy
from tracker.export.template import Template
from tracker.model.report import ReportForm
from tracker.render.style import Style
from tracker.services.templates import MAX_TEMPLATE, form_of, read_template, shipped, shipped_texts


def by(text: str, told=WEEK) -> str:
    """What a template of the user's writes as text."""
    return status_text(told, Template(name="mine.txt", text=text), shipped_texts(), Style())


def test_a_template_sees_the_words_and_the_facts():
    text = "{% for s in report.sections %}{{ s.title }}: {{ s.paragraphs|length }}\n{% endfor %}"
    assert by(text) == "Waiting for the author: 1\nIn review: 1\n"
    assert by("{{ facts.entries[0].view.stage.value }}") == "partially-applied"


def test_what_a_template_prints_is_made_safe_for_its_form():
    """Also in a template of the user's, who need not think of it."""
    text = "{{ report.sections[0].paragraphs[0].title }}"
    mine = Template(name="mine", text=text)
    told = evil()
    assert "\x1b" not in status_text(told, mine, {}, Style())
    assert "&lt;script&gt;" in status_html(told, mine, {})
    assert "\\<script\\>" in status_markdown(told, mine, {})
    assert attacks.HOSTILE not in status_text(told, mine, {}, Style())


def test_a_template_may_change_one_block_of_the_shipped_one():
    text = '{% extends "report.html" %}{% block needs %}<p>mine &amp; yours</p>{% endblock %}'
    told = status_html(WEEK, Template(name="mine.html", text=text), shipped_texts())
    assert "<p>mine &amp; yours</p>" in told
    assert 'id="needs-title"' not in told
    assert "</html>" in told


def test_a_style_of_the_users_is_the_one_that_the_policy_allows():
    text = '{% extends "report.html" %}{% block style %}p { color: red }{% endblock %}'
    told = status_html(WEEK, Template(name="mine.html", text=text), shipped_texts())
    assert "<style>p { color: red }</style>" in told
    assert f'content="{style_policy("p { color: red }")}"' in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fine\n{% for x in %}\n", "mine.txt, line 2: "),
        ("fine\n\n{{ report.nothing }}\n", "mine.txt, line 3: "),
        ("{{ nobody }}", "mine.txt, line 1: 'nobody' is undefined"),
        ("a\n{{ 1 / 0 }}", "mine.txt, line 2: division by zero"),
        ("a\n{{ report.sections[99].title }}", "mine.txt, line 2: "),
        ("a\n{{ 'x'|nofilter }}", "mine.txt, line 2: No filter named 'nofilter'"),
        (
            "a\n{% include '/etc/passwd' %}",
            "mine.txt, line 2: '/etc/passwd' cannot be loaded: only the shipped",
        ),
        (
            "a\n{% extends 'other.html' %}",
            "mine.txt, line 2: 'other.html' cannot be loaded: only the shipped",
        ),
        ("{{ report.__class__.__mro__ }}", "mine.txt, line 1: "),
        ("a\n{{ ''.__class__ }}", "mine.txt, line 2: "),
        ("a\n{{ facts.since.__init__.__globals__ }}", "mine.txt, line 2: "),
        ("{% if report %}", "mine.txt, line 1: "),
    ],
)
def test_a_fault_is_told_with_file_and_line(text, said):
    """What could run code is a fault, too."""
    with pytest.raises(Usage) as told:
        by(text)
    assert str(told.value).startswith(said)
    assert "\n" not in str(told.value)


def test_a_fault_in_what_a_template_extends_names_that_file():
    base = {"base.txt": "one\n{{ wrong }}\n"}
    with pytest.raises(Usage, match=r"^base.txt, line 2: 'wrong' is undefined$"):
        status_text(WEEK, Template(name="mine.txt", text="{% extends 'base.txt' %}"), base, Style())


def test_a_loop_without_end_is_refused():
    with pytest.raises(Usage, match="line 1"):
        by("{% for x in range(10000000) %}x{% endfor %}")


def test_a_template_cannot_change_what_it_is_given():
    with pytest.raises(Usage, match="line 1"):
        by("{{ {'a': 1}.update({'b': 2}) }}")


def test_macros_and_set_blocks_are_not_made_safe_twice():
    text = "{% macro one(x) %}<{{ x }}>{% endmacro %}{{ one('a & b') }}"
    assert by(text) == "<a & b>"


def test_a_template_is_read_from_its_file(tmp_path):
    place = tmp_path / "week.md"
    place.write_text("# {{ report.title }}\n")
    assert read_template(place) == Template(name=str(place), text="# {{ report.title }}\n")


def test_what_cannot_be_a_template_is_told_with_its_path(tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"fine\n\xff\xfe\n")
    with pytest.raises(Usage, match=r"bad.txt, line 2: not UTF-8"):
        read_template(bad)
    big = tmp_path / "big.txt"
    big.write_bytes(b" " * (MAX_TEMPLATE + 1))
    with pytest.raises(Usage, match="larger than"):
        read_template(big)
    with pytest.raises(Usage, match="cannot be read: No such file"):
        read_template(tmp_path / "none.txt")
    with pytest.raises(Usage, match="cannot be read: Is a directory"):
        read_template(tmp_path)


@pytest.mark.parametrize("form", [ReportForm.TEXT, ReportForm.MARKDOWN, ReportForm.HTML])
def test_the_shipped_templates_work_and_their_names_tell_their_form(form, tmp_path):
    template = shipped(form)
    assert form_of(tmp_path / template.name) is form
    assert template.text == shipped_texts()[template.name]
    assert samples.FULL.title in by(shipped(ReportForm.TEXT).text, report(samples.FULL))


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.HTML", ReportForm.HTML), ("a.htm", ReportForm.HTML), ("a.markdown", ReportForm.MARKDOWN),
     ("a.json", ReportForm.JSON), ("a.txt", ReportForm.TEXT), ("a", ReportForm.TEXT)],
)  # fmt: skip
def test_a_name_tells_the_form(tmp_path, name, form):
    assert form_of(tmp_path / name) is form
