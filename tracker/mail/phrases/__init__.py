# SPDX-License-Identifier: GPL-2.0-or-later
"""The phrases that give a sentence its meaning: a row each, with an example and a counter-example.

Where a new one belongs, by what is said:

- The patch is in: a verb of ``applied``; a way of saying it that needs no weighing is in
  ``landing.other_ways``, what only looks like one in ``landing.said_of_else``. It is out again:
  ``dropped``. Which patches and which tree are meant: ``landing.reach_words`` and ``tree_names``.
- Change it: ``requests`` for orders, ``wishes``, ``faults`` and ``review.defect_words`` for what is
  wrong. No to all of it: ``refusals``. What looks like one and is none: ``review.aside_words``.
- Who moves next: ``promises`` of authors, ``plans`` of readers, ``opinions`` for what a patch waits
  for.
- A tag: which patches it is for in ``scopes``, on which terms in ``conditions``.
- Another series: ``works.successions`` for older versions, follow-ups and replacements,
  ``works.prerequisites`` for needs, ``works.named_works`` where there is no link, ``corrections``.
- A machine's result: ``machine_reports`` and ``result_words``.

Words without a sentence (trailers, subjects, line marks) are in ``forms``, ``links`` and the
``*_words``, as a ``Vocabulary``.
"""
