# SPDX-License-Identifier: GPL-2.0-or-later
"""Words, numbers and headings around a link that decide what is read of it."""

from tracker.mail.phrases.vocabulary import Vocabulary

STANDS_FOR_SERIES = Vocabulary(
    r"(?:series|patch(?:es|set|-set)?|patches from|rfc)\s*"
    r"(?:is |are |posted |here |at |in |from |can be found )?"
    r"(?:here |at |in )?\W{0,4}$",
    "the series is here ",
    "the mail is here ",
)
"""A reply that is called a series stands for the series that it answers."""

FOOTNOTE_NUMBER = Vocabulary(
    r"\[\w{1,4}\]",
    "see [1]",
    "see (1)",
    case=True,
)
"""Words behind a link that have a footnote behind them are said of that."""
ADDRESS_TEXT = Vocabulary(
    r"https?://[^\s<>]{1,400}|(?<!\S)www\.[^\s<>]{1,400}|[^\s<>@]{4,200}@[\w.-]{2,100}",
    "see https://example.org/x",
    "see it",
    case=True,
)
"""Words in a link's own address say nothing."""
TITLE_TEXT = Vocabulary(
    r"\"[^\"\s][^\"]{6,160}\"|“[^”]{6,160}”|''[^']{6,160}''|"
    r"\[[^\]\n]{0,20}PATCH[^\]\n]{0,20}\]"
    r"(?:(?! (?:is|was|are|were|has|have|needs|must|depends)\b)[^\1.;\"<\n]){6,120}",
    'see "widget: Turn it"',
    'see "it"',
    case=True,
)
"""Nor do those in the title of a patch, in quotes or behind ``[PATCH]``: "sched: Replace the need
for a lock"."""
AND_ALSO = Vocabulary(
    r"(?:^|,? )(?:and|as well as|plus|&)(?: also)?(?: on)? (?:the |its |a |my )?$",
    " the kernel series:  and the ",
    " [1], and there is a ",
)
"""Between two works of one sentence: what is said of the first is said of the second."""
REPLACES_OTHER = Vocabulary(
    r"(?:supersed|obsolet|replac)(?:es?|ing)\b",
    "supersede",
    "superseded",
)
TOGETHER = Vocabulary(
    r"^[^.;:]{0,80}\b(?:together|combined|along) with (?:this|these|it|them)\b|"
    r"^\W{0,6}(?:will|would|may|should|does|is going to)\b[^.;:]{0,40}$",
    " together with this will perfectly ",
    " is older; this ",
)
"""Between a link and "supersede": it is the link's work that does so."""
ANOTHERS_WORK = Vocabulary(
    r"(?:\b[A-Z][\w.-]+['’]s?|\b(?:his|her|their|by [A-Z]\w+|from [A-Z]\w+|onto|upon|on top of|"
    r"based on))\b[^.]{0,45}$",
    "Ada's series at ",
    "the series at ",
    case=True,
)
"""Somebody else's work is no older version of this one."""

FOOTNOTE_START = Vocabulary(
    r"\s*\[\w{1,4}\]:?\s",
    "[1] see",
    "1 see",
    case=True,
)
"""A footnote; where its number is used nowhere, the sentence above is not about it."""
LABELLED_LINK = Vocabulary(
    r"\s*[-*]?\s*[\w][\w .'-]{0,50}:\s{1,4}<?(?:https?://|[\w.+-]{8,200}@)",
    "Tree: https://git.example.org/x",
    "see https://git.example.org/x",
    case=True,
)
SENTENCE_BREAK = Vocabulary(
    r"[.!?][\"')\]]{0,3}\s+(?=[A-Z\"'(\[*])",
    "One. Two",
    "one. two",
    case=True,
)
SHORT_FORM = Vocabulary(
    r"(?:\be\.g|\bi\.e|\bvs|\betc|\bcf|\bal|\baka|\bapprox|\bv?\d|\b[A-Z])\.$",
    "e.g.",
    "end.",
)

TRAILER_BEFORE = Vocabulary(
    r"[\s*|>\-\[]{0,8}([A-Za-z][A-Za-z-]{1,40})\s?:\s{0,8}[<(\[]?$",
    "Link: ",
    "see the link ",
    case=True,
)
COMMIT_DIGITS = Vocabulary(r"[0-9a-f]{7}", "0123456789ab", "012345")
"""What every commit that is named begins with; a tenth of the cost of looking for its words."""
COMMIT_NAMED = Vocabulary(
    r"(?<![\w-])(?:fixes|reverts|base-commit|depends-on|based-on|upstream|upstream-commit|"
    r"mainline-commit|backport-of|cherry-picked-from)\s?:\s{0,8}"
    r"(?:commit )?(?P<trailer>[0-9a-f]{7,64})\b(?![\w.+=-]{0,200}@)|"
    r"(?:\brevert(?:s|ing)? (?:the )?commit |"
    r"cherry[ -]picked from (?:upstream |mainline )?(?:commit )?|"
    r"\b(?:upstream|mainline) commit:? |\bback-?port: |\bback-?port \[|"
    r"^\s{0,4}commit:?\s(?=[0-9a-f]{40}\s{0,4}$)|"
    r"\bcommit:? (?=[0-9a-f]{12,64} (?:\([^)]{4,180}\) )?upstream)|"
    r"\bback-?port(?:ed|s)? (?:of|from) (?:the )?(?:upstream |mainline )?(?:commit )?|"
    r"\b(?:follows?(?:[ -]up)?|following|follow-?ups?|continu(?:es|ation)|depend(?:s|ing)|needs|"
    r"requires|replac(?:es|ing)|supersedes)"
    r"(?: (?:to|on|upon|of))? (?:the )?(?:upstream )?commit )(?P<prose>[0-9a-f]{8,64})\b",
    "Fixes: 0123456789ab",
    "a commit 0123",
)
ID_CORRECTED = Vocabulary(
    r"\s{0,8}s([/|,#!])<?[^\s/|<>]{4,200}@[^\s/|<>]{2,100}>?\1"
    r"<?(?P<instead>[^\s/|<>]{4,200}@[^\s/|,#!<>]{2,100})>?\1",
    "s/1234.5-1-x@example.org/1234.6-1-x@example.org/",
    "s/lamp/lamps/",
)
"""The id that an author puts in place of another, as ed(1) writes it."""
PREREQUISITE_CHANGE = Vocabulary(
    r"\s*prerequisite-change-id:\s*((\S{8,200}?)(?::v\d{1,3})?)\s*$",
    "prerequisite-change-id: 20250701-widget-0123456789ab:v2",
    "change-id: 20250701-widget-0123456789ab",
)
PERSON_TRAILER = Vocabulary(
    r"\s*[\w-]{2,40}-by\s*:[^/]*$",
    "Reviewed-by: Ada <ada@example.org>",
    "Reviewed by Ada",
)
