# SPDX-License-Identifier: GPL-2.0-or-later
"""Branches and tags of a repository by their names: stable, personal, a release."""

from tracker.mail.phrases.vocabulary import Vocabulary

STABLE_REF = Vocabulary(
    r"(?:linux|stable|release|maint)[-_/]v?\d{1,4}(?:\.\d{1,4}){0,2}(?:\.y)?"
    r"|v?\d{1,4}\.\d{1,4}[-_/.](?:stable|y)|stable|maint",
    "linux-6.1.y",
    "for-next",
    case=True,
)
PERSONAL_REF = Vocabulary(
    r"\d+|(?:copilot|dependabot|tmp|wip|ci|test|testing|revert)(?:[-_/.].*)?",
    "wip/widget",
    "for-next",
    case=True,
)
"""Branches of machines and of work in progress: a commit there has landed nowhere."""

RELEASE_TAG = Vocabulary(
    r"(?P<name>(?:[A-Za-z][A-Za-z+]{0,30}[-_/]){0,3})[vV]?"
    r"(?P<number>\d{1,5}(?:\.\d{1,5}){1,4}|\d{1,3})"
    r"(?P<before>[-_.~]?(?:rc|pre|alpha|beta|dev|b(?=\d)|a(?=\d))[-_.]?\d{0,4})?",
    "v6.18-rc1",
    "next",
)
LETTERED_TAG = Vocabulary(
    r"(?P<name>(?:[A-Za-z][A-Za-z+]{0,30}[-_/]){0,3})[vV]?"
    r"(?P<number>\d{1,5}(?:\.\d{1,5}){2,4})(?P<letter>[a-z])(?P<before>)",
    "v0.99.8b",
    "v0.99",
    case=True,
)
"""``v0.99.8b``, ``1.0.2k``: a letter counts on from a number of three parts."""
