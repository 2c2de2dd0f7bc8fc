# SPDX-License-Identifier: GPL-2.0-or-later
"""What may precede a verb in its clause: the sender, the patches, a condition, a report."""

from tracker.mail.phrases.vocabulary import Vocabulary

CLAUSE_BREAK = Vocabulary(
    r"[,;:–—]\s|\s[-–—]+\s|\.\.+\s|[)!.]\s|"
    r"(?<!\ball)(?<!everything)(?<!all patches)\s(?:but|so|and (?=I\b|we\b))\s?",
    "Good catch, applied",
    "applied it",
)
"""Between clauses of one sentence."""
OPENING_COURTESY = Vocabulary(
    r"(?:(?:ok(?:ay)?|thanks?(?: you)?(?: (?:a lot|very much|again|so much|all|everyone|guys))?|"
    r"thx|great|good|nice|cool|lgtm|looks (?:very |pretty )?(?:good|great|fine|ok|nice)(?: to me)?|"
    r"alright|right|yes|yep|yeah|hi|hello|done|perfect|awesome|so|anyway|also|fyi|ack|with that|"
    r"and|then|now|finally|just|actually|sorry|well|tentatively|manually|instead|hand|already|"
    r"have|got|being|provisionally|hereby)\b[\s,.!:-]*)*",
    "ok, thanks, ",
)
_ADVERBS = (
    r"(?:(?: now| just| just now| also| already| both| all| went ahead and| then| manually|"
    r" instead| finally| only| tentatively| provisionally| actually| gone ahead and| since|"
    r" accidentally| mistakenly| inadvertently| meanwhile| therefore))*"
)
_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
SENDER_BEFORE = Vocabulary(
    rf"(?:^|\W)(?:I|we)(?:['’]?ve| have| had)?{_ADVERBS}\s*$",
    "I have now",
    "they have",
)
THINGS_OF_SENDER = Vocabulary(
    r"\b(?:other|some|those|these|the|of|any|few|several|many|all) (?:\w+ ){0,2}"
    r"(?:patches|changes|commits|fixes|things|ones|bits) (?:I|we)(?:['’]ve| have| had)?(?: "
    r"\w+)?\s*$|\b(?:on|of|is|against) the (?:commit|kernel|tree|version|branch) (?:that )?"
    r"(?:I|we)(?:['’]ve| have| had)?\s*$",
    "some of the other patches I have",
    "Thanks for the patches, I have",
)
"""What the sender did to some patches, told of them: "the other patches I have applied"."""
WITH_CHANGES = Vocabulary(
    r"^with (?:(?:this|that|the|these|those|both|my|some|a|few|small|minor|proposed|suggested) "
    r"){1,4}(?:\w+ )?(?:changes?|fix(?:es)?|edits?|tweaks?|suggestions?) (?=(?:I|we)\b)",
    "with this change I pushed it",
    "with this patch I see it",
)
"""What the sender changed on the way in."""
WHICH_SENDER = Vocabulary(
    r"(?<!note)(?<!fyi)(?<!is)(?<!see)(?<!so)(?<!now)(?<!say)(?<!noticed)(?<!realized)"
    r"(?<!forgot)(?<!mention)(?<!one)(?<!ones)(?<!patch)(?<!patches)(?<!series) that "
    r"(?:I|we)(?:['’]ve| have| had)?(?: \w+)?\s*$",
    "a few cleanups that I have",
    "note that I have",
)
"""What the sender did to something else: "a few cleanups that I have queued up"."""
SENDER_AND = Vocabulary(
    r"(?:^|\W)(?:I|we)(?:['’]ve| have)? .{1,60}\band$|^(?:folded|squashed|fixed|merged|reworded|"
    r"rebased|"
    r"tweaked|amended|corrected|renamed|adjusted|edited)\b.{1,60}\band$",
    "I fixed it and",
    "it is fixed and",
)
SENDER_DID = Vocabulary(
    r"(?:I|We)(?:['’]ve| have)? (?:\w+ed|made|took|did|put|cut)\b",
    "I fixed it",
    "It is fixed",
    case=True,
)
"""A sentence that tells what its sender did; its last "and" goes on with that."""
_THING = (
    r"(?:this|it|these|they|both|all|everything|most|"
    rf"the other {_COUNT}|all (?:of )?(?:the )?{_COUNT}(?: of (?:them|these))?|the {_COUNT} of "
    rf"(?:them|these)|"
    r"(?:all|most|some) of (?:it|this|them|these|those)|the lot|"
    r"(?:the |this |your |whole |entire |all |both |of |\d+ |two |three |four |five |these |first |"
    r"last |other |fixing |remaining ){0,8}(?:(?<=first )commit|(?<=second )commit|"
    r"(?<=last )commit|series|"
    r"patch(?:es)?|backports?|patch[ -]?set|set|one|ones|v\d+|pull request|PR|merge request)"
    r"(?: #?\d[\w/,&-]*(?: and \d+| & \d+)*)?(?: in (?:this|the) (?:set|series|patch[ -]?set))?)"
)
PATCHES_HAVE_BEEN = Vocabulary(
    rf"(?:^|.*\W)(?:{_THING}|patch(?:es)? [\w ,/&-]{{1,40}}) ?"
    rf"(?:has|have|['’]s|['’]ve){_ADVERBS} been{_ADVERBS}\s*$",
    "This series has been",
    "It was",
)
NOT_ALL_OF_IT = Vocabulary(
    r"n['’]t|\b(?:not|never|no|none|yet|which|that|(?:version|part|parts|half|variant|bits|most|"
    r"some|subset|revision) of)\b",
    "which part of",
    "this series",
)
PATCHES_ARE = Vocabulary(
    rf"(?:^|.*\W){_THING} ?(?:is|are|was|were|['’]s|['’]re|got)(?P<now>{_ADVERBS})\s*$",
    "This series is now",
    "Rex is",
)
NUMBERS_ALONE = Vocabulary(
    r"[#\[]?\d{1,3}(?:/\d{1,3})?\]?"
    r"(?:(?: ?[-,&–] ?| and | to )[#\[]?\d{1,3}(?:/\d{1,3})?\]?){0,19}(?: ?[-,&–]| and| to|"
    r" are(?: now| both| all)?)?$",
    "1-3",
    "series",
)
"""``1-3``, ``1/4 and 2/4``. Between two numbers stands something, or time would be exponential."""
PATCHES_ALONE = Vocabulary(
    rf"(?:(?:ok(?:ay)?|thanks|lgtm|so|and|then|just|only)\W+)*({_THING})"
    rf"(?:,? (?:and|&) (?:the (?:next|previous) (?:one|patch)|(?:patch "
    rf")?#?\d{{1,3}}(?:/\d{{1,4}})?))?,?"
    rf"{_ADVERBS}\s*$",
    "Thanks, this series",
    "Rex",
)
CONDITION_BEFORE = Vocabulary(
    r"\b(?:once|if(?! only)|when|whenever|until|till|unless|as soon as|whether|assuming|provided|"
    r"in case|before|by the time|please)\b|\bnot \(yet\)\s*$",
    "once it is",
    "it is",
)
REPORT_OR_WISH = Vocabulary(
    r"\b(?:can|cannot|may|might|shall|must|would|should|could|will|i['’]ll|wait(?:ing)?|"
    r"want(?:s|ed)?|to be|to get|gets?|getting|being|be|maybe|perhaps|"
    r"like to|needs?|needed|hop(?:e|ing)|expect|probably|suppose|says?|said|told|wonder(?:ing)?|"
    r"recently|previously|originally|initially|without|with|where|which|who|because|since|"
    r"while|why|how|what|instead of|tried|try|fail(?:ed)?|did|do|does|not|never|no|none|nothing|"
    r"yet|hardly|after|already been|as|(?:thought|believed|assumed)(?: that)? (?:I|we|it|this))\b|"
    r"n['’]t\b",
    "it should be",
    "it is",
)

_VERB = r"(?P<verb>applying|queue?ing)\b"
APPLYING = Vocabulary(
    _VERB,
    "I am applying it",
    "I applied it",
)
SENDER_APPLYING = Vocabulary(
    r"(?:^|\W)(?:I am|I['’]m|we are|we['’]re)"
    rf"(?: now| just| also| both| then| hereby| going ahead and){{0,3}} {_VERB}",
    "I am now applying this",
    "They are applying this",
)
HEAD_APPLYING = Vocabulary(
    r"(?:(?:thanks?|thank you|thx|ok(?:ay)?|great|good|nice|lgtm|looks good)\b[ ,.!:-]{1,4})"
    rf"{{1,4}}{_VERB}(?P<object> up)? (?:it|this|these|them|both|all)\b",
    "Thanks, queuing up this one",
    "Thanks, queuing works",
)
APPLYING_CONDITION = Vocabulary(
    r"\b(?:if|when|once|unless|until|before|after|whether|assuming)\b",
    "if it holds",
    "it holds",
)
APPLYING_OF_ELSE = Vocabulary(
    r"\b(?:if|when|once|unless|until|while|before|after|whether|not|never|tomorrow|next (?:week|"
    r"month)|later|soon|would|should|could|can|cannot|will|makes?|made|fix(?:es|ed)|gives?|gave|"
    r"fails?|failed|works?|worked|causes?|breaks?|broke|leads?|results?|helps?|solves?|is|was|"
    r"were|has|had|see|seen|got|gets?|locally|on top)\b|"
    r",\s(?:I|we|you|it|this|that|the)\b|n['’]t\b|\?",
    "I will do so later",
    "Applying this one",
)
"""Another time, a condition, or a second verb, whose subject may be the applying."""
