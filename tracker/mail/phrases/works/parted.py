# SPDX-License-Identifier: GPL-2.0-or-later
"""The words for a series that was sent out of a larger one."""

from tracker.mail.links.meanings import Meaning
from tracker.mail.phrases.works.relation_phrase import (
    ALONE,
    BEFORE_LINK,
    LINK_ROOM,
    PLACES,
    WAS,
    WORK,
    relation_phrase,
)

PARTED = (
    relation_phrase(
        Meaning.SPLIT,
        r"(?:here(?:'s| is| are)|(?:this|it|the series|this series) is|these are|(?:re-?)?(?:send|"
        r"post)(?:ing)?)(?: just| only)? "
        r"(?:the |a )?(?!second|2nd|third|3rd|next|rest|other|last|latest|result)(?:[\w-]+ ){1,4}?"
        rf"(?:parts?|portion|half|bits|pieces|subset|patch(?:es)?) (?:out )?(?:of|"
        rf"from){BEFORE_LINK}",
        "This is the bugfix portion of [1].",
        "This is the second part of [1].",
    ),
    relation_phrase(
        Meaning.SPLIT,
        rf"used to be in (?:the |a |my |our )?(?:\w+ ){{0,2}}?{WORK}\b|"
        rf"(?:one|two|three|four|some|a few|single) patch(?:es)? out of{BEFORE_LINK}",
        "This patch used to be in a larger series [1].",
        "It used to be in the lamp driver, see [1].",
    ),
    relation_phrase(
        Meaning.SPLIT,
        rf"{WAS} (?:\w+ ){{0,4}}?(?:\[?patch(?:es)?|parts?|numbers?) {PLACES}\]? (?:of|in|from)\b|"
        rf"{WAS} (?:\w+ ){{0,2}}?\[?(?:patch )?\d{{1,3}}/\d{{1,3}}\]? (?:of|in|from)\b|"
        rf"patch(?:es)? {PLACES} (?:was|were) (?:\w+ )?in(?: (?:the |my |our )?{WORK})?{LINK_ROOM}",
        "These were patches 3 and 4 of the lamp series [1].",
        "Patch 3 of [1] added the counter that is wrong.",
    ),
    relation_phrase(
        Meaning.SPLIT,
        rf"(?:{WAS}|sent|posted|submitted|included)\b[^.]{{0,200}}?\bas "
        rf"(?:the )?(?:\w+ )?patch(?:es)? {PLACES}",
        "This was in my series [1] as patch 3.",
        "As patch 3 of [1] shows, the counter is wrong.",
    ),
    relation_phrase(
        Meaning.SPLIT,
        rf"(?:{WAS}|sent|posted|submitted|included)"
        r"(?: (?!(?:add|introduc|implement|fix|merg|appli)\w*\b|not\b|never\b)\w+)? "
        r"(?:a part|as (?:a )?parts?|parts?|included|contained|in) (?:of|in|with|from)\b"
        r"(?! (?:the |a |an |our |this )?(?:\w+ )?(?:discussion|thread|review|conversation|kernel|"
        r"release|merge))",
        "The two patches were part of [1].",
        "This was part of the discussion in [1].",
    ),
    relation_phrase(
        Meaning.SPLIT,
        r"reviewed (?:\w+ ){0,2}?(?:as )?(?:a )?part of (?:a|my|our) (?:\w+ ){0,2}?"
        rf"{WORK}\b|"
        rf"(?<=^)\W{{0,4}}(?:the |this is (?:the )?)?(?:first part|part (?:1|one)) of{BEFORE_LINK}|"
        r"contains? (?:only )?(?:the )?(?:\w+ ){1,3}(?:fixes|patches|parts|bits|pieces) "
        rf"(?:from|of){BEFORE_LINK}|"
        r"cherry[ -]?pick(?:ed|s)?\b[^;:]{0,60}? from (?:the )?(?:one|series|set|patch\w*) "
        r"(?:that )?(?:i|we) (?:sent|posted)",
        "It was already reviewed as part of a larger series [1].",
        "I cherry-picked it from the lamp tree [1].",
    ),
    relation_phrase(
        Meaning.SPLIT,
        rf"(?:{WAS}|this is|these are|here (?:is|are)|contains?|takes?|took) (?:only |just )?"
        r"(?:the )?(?:(?:first|second|third|last|final|other|remaining|preparatory|independent|"
        r"leading|middle) (?:\w+ ){0,2}?patch(?:es)?|(?:first|last) (?:part|half|third)) "
        r"(?:of|from|in)\b",
        "This used to be the last patch of [1].",
        "The first patch of [1] is already applied.",
    ),
    relation_phrase(
        Meaning.SPLIT,
        r"(?:this|these|they|two|three|both|patch(?:es)?) (?:was|were) (?:first |initially )?in"
        rf"(?: (?:my|the|our))?(?: (?:previous|earlier|larger|bigger|first))?(?: {WORK})?"
        r"(?=\s{1,200}(?:\[\w{1,3}\]|[,.;]|before|but|and|first|so far|until|$))",
        "These two were in [1] before.",
        "The bug was in the lamp series [1].",
    ),
    relation_phrase(
        Meaning.SPLIT,
        rf"(?:send|post|submit|resend|repost)(?:ing|ed|s)? (?:it|this|these|them)(?: \w+){{0,3}} "
        r"(?:from|(?:out|ahead) of)\b|"
        rf"(?:send|post|submit)(?:ing)? (?:the |these )?(?:\w+ ){{1,3}}(?:of|from|"
        rf"in){LINK_ROOM}{ALONE}|"
        rf"{ALONE} from\b|"
        r"ahead of the (?:rest|remainder|others|main|bigger|larger)\b(?: of)?(?: the)?"
        rf"(?: (?:\w+ )?{WORK})?",
        "Sending this separately from [1].",
        "The device tree is sent separately, see [1].",
    ),
    relation_phrase(
        Meaning.SPLIT,
        rf"(?<=^)\W{{0,4}}(?:the |this is |these are )?(?:\w+ )?patch(?:es)? (?:{PLACES} )?(?:of|"
        rf"from){LINK_ROOM}[,;]? ?"
        rf"(?:(?:re)?sent|(?:re)?posted|as an? (?:standalone|separate|series of)|as one|{ALONE})|"
        r"(?:moved|split|parted|separated) (?:here|into (?:this|a (?:separate|new)) \w+)\b|"
        r"(?:are|is) now (?:an? )?(?:separate|standalone|own) \w+\b|"
        r"stand-?alone (?:version|copy|posting) of\b",
        "Patches 1 and 2 of [1], sent separately.",
        "The driver is in a separate series, see [1].",
    ),
    relation_phrase(
        Meaning.SPLIT,
        r"(?:pulled|lifted|peeled|chopped|hived|detached|decoupled|teased|hoisted|isolated|sliced|"
        r"ripped)"
        r"(?: \w+){0,2}? (?:out (?:of|from)|from|off(?: of)?)\b|"
        r"(?:took|take|taking|taken|pull(?:ed|ing)?|lift(?:ed|ing)?|mov(?:e|ed|ing)|cut(?:ting)?|"
        r"extract(?:ed|ing)?|drop(?:ped|ping)?)(?: [\w,/-]+){1,6}? out (?:of|from)\b|"
        rf"(?:dropped|removed|left out) (?:from|of) (?!this\b|these\b)(?:\w+ ){{0,4}}?{WORK}\b",
        "I took patches 3-4 out of [1].",
        "It was dropped from this series, see [1].",
    ),
    relation_phrase(
        Meaning.SPLIT,
        rf"(?:came|comes?|originat(?:ed|es?)) (?:as|in|out of) "
        rf"(?:(?:patch(?:es)? {PLACES} (?:of|in))|(?:the |my |an? )?(?:\w+ ){{0,3}}?{WORK})|"
        rf"(?:patch(?:es)?|they|these|this) (?:came|comes?) from (?:the |"
        rf"my )?(?:\w+ ){{0,3}}?{WORK}|"
        rf"split{LINK_ROOM}(?:in|into|up)\b|"
        r"(?:evolved|grew|grown) (?:out of|from)\b",
        "This originated as patch 4 of [1].",
        "The bug came from the lamp series [1].",
    ),
)
"""A series that was sent out of a larger one, in its many words."""
