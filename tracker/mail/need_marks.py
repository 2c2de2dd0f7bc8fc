# SPDX-License-Identifier: GPL-2.0-or-later
"""How a remark says what kind of name it holds; readers need no more of ``named_needs``."""

TITLE, MINE, OF, ANY, TREE = "title:", "mine:", "of ", "any:", "tree:"
"""How ``Remark.word`` begins: an exact title; a work of the author's; one of a person that is
named (``of Tim: lamp series``); one of anybody; a branch or tree, which is no posting."""
