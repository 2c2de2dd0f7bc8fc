# SPDX-License-Identifier: GPL-2.0-or-later
"""Further ways of saying that patches went in, that need no weighing."""

from tracker.mail.phrases.applied import Saying
from tracker.mail.phrases.landing.way_words import BRANCH, IT, KEPT, OPENING, OVER, PLAIN, THEM, WE
from tracker.mail.phrases.phrase import Phrase, PhraseTable

_FOLDED = (
    r"(?:amended|folded|squashed|merged|rolled|integrated|incorporated|melded|fixed up|"
    r"fixup['’]?e?d)"
)
_FIX = (
    r"(?:(?:this|it|these|them|both|all|that|the|your)(?: (?:\w+ )?(?:one|series|patch(?:es)?|"
    r"set|fix(?:es|-?up)?|changes?|commit|diff|delta|hunk))?)"
)
_FIXED_COMMIT = (
    r"(?:(?:(?:the|its|their|my) ){1,2}(?:original|offending|culprit|respective|broken|buggy|"
    r"faulty|problematic|guilty|corresponding|affected|earlier|initial|bad|causing) (?:commits?|"
    r"changes?|"
    r"patch(?:es)?|ones?)|the (?:commits?|patch(?:es)?) (?:(?:that )?(?:it|this|they|these) "
    r"fix(?:es)?|that (?:introduced|broke|caused|added|brought|needed)\b[^.,;!]{0,60}|(?:already "
    r")?(?:in|on) "
    r"(?:my|our)\b)|that (?:commit|patch)(?=\s*(?:$|[.,;!(]))|"
    r"(?:commit )?[0-9a-f]{7,40}\b(?! (?:bytes|times)))"
)
OTHER_WAYS = PhraseTable(
    "other-ways",
    (
        Phrase(
            rf"{OPENING}(?:nearly|almost) all(?: of (?:it|them|these))?(?: (?:is|are|was|were))? "
            r"(?:now )?(?:applied|merged|pushed|queued)(?=\s*(?:$|[.,;!]|to|in|for))",
            Saying.IN_TREE,
            "Nearly all applied, I left out the one for the old board.",
            "Nearly all of them apply.",
        ),
        Phrase(
            rf"{OPENING}(?:{WE} )?(?:(?:re-?)(?:applied|queued|merged|pushed)(?: {THEM})?|"
            rf"(?:applied|"
            rf"queued|merged|pushed|picked up) {THEM} (?:once )?(?:again|back))(?=\s*(?:$|[.,;!]|"
            rf"to|"
            rf"in|for|with|now)\b|\s*[.,;!]|$)",
            Saying.IN_TREE,
            "I have applied this again.",
            "I applied this again and again in my test.",
        ),
        Phrase(
            rf"{OPENING}(?:alright[,.]? )?in (?:it|they) (?:goes|go)(?:,? (?:thanks?|then|now))?"
            rf"\s*[.!]*$",
            Saying.IN_TREE,
            "OK, in it goes.",
            "In it goes the old pin.",
        ),
        Phrase(
            rf"{OPENING}(?:I['’]m |I am |we are |we['’]re )?(?:now |just )?(?:picking|taking|"
            rf"grabbing|pulling|merging|pushing)(?: up)? (?:{THEM}|this {PLAIN} (?:one|fix|"
            rf"patch))"
            rf"(?: up| in)?(?: now| for (?:the )?(?:v?\d+\.\d+\S{{0,6}}|-?next|-?fixes|rc\d)|"
            rf" (?:in)?to (?P<where>{KEPT})(?: branch| tree| queue)?(?: now)?)?{OVER}",
            Saying.IN_TREE,
            "I'm picking this one up for 6.18, thanks.",
            "I am taking this with a grain of salt.",
        ),
        Phrase(
            rf"(?:^|[,;:–-] |\band |\bbut ){OPENING[1:]}(?:{IT}(?: is|['’]s| are) )?"
            rf"already in (?P<where>{BRANCH})(?: now| already)?{OVER}",
            Saying.IN_TREE,
            "Thanks, but this is already in for-next.",
            "The fix that it needs is not already in for-next.",
        ),
        Phrase(
            rf"{OPENING}in (?P<where>{BRANCH}) (?:and (?:in )?(?:linus['’]s?|mainline|upstream)"
            rf"(?: tree)? )?(?:already|now)\b",
            Saying.IN_TREE,
            "In for-next and in Linus' tree already, commit 0123456789ab.",
            "In the next branch already taken it loops.",
        ),
        Phrase(
            rf"{OPENING}(?:I['’]ve |I )?(?:now )?(?:fixed|updated|folded|squashed|added|changed)"
            rf"(?: (?:it|this|that|the (?:comment|changelog|subject|typo|tags?)|(?:your|the|"
            rf"[A-Z]\w+['’]s) (?:rb|rvb|tags?|rev-by|reviewed-by)))?(?: up)? in "
            rf"(?P<where>(?:the )?for-next(?: branch)?)(?: branch)?(?: now)?{OVER}",
            Saying.IN_TREE,
            "Now fixed in for-next branch.",
            "This was already fixed in for-next:",
        ),
        Phrase(
            rf"{OPENING}{IT}(?: (?:has|have))?(?: just| already| now)? (?:went|gone) "
            rf"(?:in(?:to)?|to)"
            rf" (?P<where>{BRANCH}|main|master|mainline)\b",
            Saying.IN_TREE,
            "This went into for-next yesterday.",
            "It went into the next state.",
        ),
        Phrase(
            rf"{OPENING}(?:{IT} )?(?:went|gone|goes) in for (?:v?\d+\.\d+\S{{0,6}}|-?rc\d)\b",
            Saying.IN_TREE,
            "This went in for 6.18-rc2.",
            "It went in for repair.",
        ),
        Phrase(
            rf"{OPENING}{IT}(?: is|['’]s| are|['’]re)(?: now| all| both| already)? "
            rf"(?:slated|queued(?: up)?|staged|lined up|scheduled) for (?:the )?(?:(?:linux[- ]?)?"
            rf"v?\d+\.\d+\S{{0,6}}|next (?:merge|rc|release|cycle|pull)|-?next(?=\s*(?:[.,!;(]|"
            rf"$))|-?rc\d|merge "
            rf"window|"
            rf"(?:v?\d+\.\d+\S{{0,6}} )?merge window)",
            Saying.IN_TREE,
            "This is slated for 6.18.",
            "It is queued for the next timer.",
        ),
        Phrase(
            r"(?:^.{0,240}?[\w)\"'’],? and|^(?:and )?(?:I|we)(?:['’]ve| have)? .{1,200}? and) "
            rf"(?:then |thus |also )?(?:applied|queued|merged|pushed)(?: up)?(?: {THEM}| (?:the|"
            rf"your|this) (?:\w+ )?(?:patch(?:es)?|series|set))? (?:to|in ?to|in|on) "
            rf"(?P<where>(?!(?:the )?linux-next|.{{0,30}}(?:mainline|upstream)){KEPT})"
            rf"(?: branch| tree| queue)?{OVER}",
            Saying.IN_TREE,
            "Kept the order, took the liberty to add Mia's tag and applied to for-next, thanks!",
            "Tests were run with the lamp patch and applied to linux-next.",
        ),
        Phrase(
            rf"\b(?:I|we)(?:['’]ve| have)(?: now| just| already| also)? (?:picked|applied|merged|"
            rf"queued|taken)(?: up)? (?:only |just )?patch(?:es)? #?\d[\d/]{{0,6}}(?:(?:,| and|"
            rf" &|-) ?\d[\d/]{{0,6}}){{0,9}}(?: up)?(?: now| already)?{OVER}",
            Saying.IN_TREE,
            "Since it stands alone I've picked patch 4/5 up now.",
            "I have applied patch 4/5 and still see it.",
        ),
        Phrase(
            rf"{OPENING}(?:updated|replaced)(?: to v\d{{1,2}}| (?:with|by) (?:this|v\d{{1,2}})"
            rf"(?: version| one)?)? in (?P<where>{KEPT}){OVER}",
            Saying.IN_TREE,
            "Updated to v2 in lamp-next, thanks.",
            "Updated in the next loop.",
        ),
        Phrase(
            rf"(?:^|(?<=[,;:] ))merging (?:(?:it|this|them) )?into "
            rf"(?P<where>[\w.-]{{1,40}}/[\w./-]{{1,60}}){OVER}",
            Saying.IN_TREE,
            "See my note on patch 1/5, merging into lamps/dev.",
            "The loop goes on, merging into one list.",
        ),
        Phrase(
            rf"(?:^|[,;] )(?:(?:the|this|these|your) )?(?:patch(?:es)?|series|patch[ -]?set) "
            rf"(?:has|"
            rf"have) been in (?P<where>{BRANCH}) (?:for|since)\b",
            Saying.IN_TREE,
            "Just in case, the patches have been in lamp-next for some time.",
            "The patches have been in the queue of a reader since May.",
        ),
        Phrase(
            rf"^(?:fyi,? )?the (?:above|following(?: patches)?|patches (?:listed |mentioned )?"
            rf"(?:above|below)) (?:(?:has|have) been |is |are )?(?:now )?(?:added|applied|merged|"
            rf"queued|moved) (?:to|in ?to|in|for) (?P<where>{KEPT}|devel\b)",
            Saying.IN_TREE,
            "The above added to misc-next, thanks.",
            "The above added to my confusion.",
        ),
        Phrase(
            rf"\breplaced (?:v\d{{1,2}}|it|the (?:old|previous) (?:one|version)) (?:in|on) "
            rf"(?P<where>{KEPT}) (?:with|by) (?:(?P<version>v\d{{1,2}})|this|the new)\b(?: "
            rf"version| "
            rf"one| series)?{OVER}",
            Saying.IN_TREE,
            "Note: I've replaced v3 in lamp-next with this version.",
            "I've replaced v3 in the board with this one.",
        ),
        Phrase(
            rf"\breplaced (?:v\d{{1,2}}|it|the (?:old|previous) (?:one|version)) (?:with|by) "
            rf"(?:(?P<version>v\d{{1,2}})|this(?: one)?|the new (?:one|version|series)) (?:in|on) "
            rf"(?P<where>{KEPT})(?: branch| tree)?{OVER}",
            Saying.IN_TREE,
            "Replaced v1 with v2 on my next branch, thanks!",
            "Replaced v1 with v2 on the board.",
        ),
        Phrase(
            rf"(?:{OPENING}(?:{IT}(?: is| are| has been| have been| was| were)? )?(?:now )?moved "
            rf"|^(?:[^?]{{0,80}} )?moved from [\w./ -]{{2,40}} )(?:in ?to|to) (?P<where>{KEPT})"
            rf"(?: branch| tree)?(?=\s*[.,;!]|$| now| thanks)",
            Saying.IN_TREE,
            "Patchset has been moved from the topic branch to lamp-next, send the rest anew.",
            "Moved from the topic to the next one.",
        ),
        Phrase(
            rf"{OPENING}(?:{WE} )?cherry[- ]picked(?: {THEM})? (?:to|into|onto|in) "
            rf"(?P<where>{BRANCH}|main|master|[\w-]+-(?:next|fixes)){OVER}",
            Saying.IN_TREE,
            "Cherry-picked to drm-misc-fixes, thanks.",
            "Cherry-picked to a branch of my own for a test.",
        ),
        Phrase(
            rf"{OPENING}(?:landed|installed|checked in(?: to (?:trunk|main|master))?)"
            rf"(?: (?:it|this|them|both|all))?{OVER}",
            Saying.IN_TREE,
            "Installed, thanks.",
            "Installed the package.",
        ),
        Phrase(
            rf"{OPENING}(?:(?:the |this |your |my )?(?:patch|series|patch[ -]?set|set) (?:was|has "
            rf"been|got)|(?:it|this) has already been) "
            rf"(?:already )?(?:merged|applied|pushed|committed)(?: already)? (?:some |about )?"
            rf"(?:time|a (?:while|long time)|quite a while|long|"
            rf"(?:\w+ ){{0,2}}(?:days?|weeks?|months?|years?)) (?:ago|back)\b",
            Saying.IN_TREE,
            "This patch was merged some time ago.",
            "The patch that was merged some time ago broke it.",
        ),
        Phrase(
            r"\((?:merged|applied|pushed) (?:as|in) (?:\d|two|three|four|separate) (?:commits|"
            r"patches)"
            r"\)",
            Saying.IN_TREE,
            "I dared to separate the change (merged as 2 commits).",
            "The pages (merged as one) are freed.",
        ),
        Phrase(
            rf"{OPENING}(?:I['’]m |I am |{WE} )?(?:pushing|pushed)(?: out)? my [\w./-]{{1,40}} "
            rf"branch with (?:this|the|these|your) (?:series|patch(?:es)?|patch[ -]?set) "
            rf"(?:applied|"
            rf"merged|included|added)",
            Saying.IN_TREE,
            "I'm pushing my perf/core branch with this series applied.",
            "I pushed my branch with the kernel applied.",
        ),
        Phrase(
            r"\b(?:I|we) had only seen \(and (?:applied|merged|queued)\)",
            Saying.IN_TREE,
            "I had only seen (and applied) the first 7.",
            "I had only seen it.",
        ),
        Phrase(
            rf"{OPENING}(?:the |this |your )?(?:pull|merge) request(?: [#!]?\d+)? "
            rf"(?:is|was|has been|got)? ?(?:now |just )?merged(?=\s*(?:[.,!;:(]|$|on\b|as\b|to\b|"
            rf"into\b|thanks|now\b|with\b))",
            Saying.IN_TREE,
            "Pull request merged, thanks.",
            "The pull request merged two trees.",
        ),
        Phrase(
            rf"{OPENING}now,? (?:it['’]s|{IT} (?:is|are)) in (?P<where>{BRANCH})"
            rf"(?: branch| tree| queue)?{OVER}",
            Saying.IN_TREE,
            "Now it's in the review-fixes branch.",
            "Now it's in the wrong branch of the tree.",
        ),
        Phrase(
            rf"(?:^|[,;:–-] |\band ){OPENING[1:]}(?:{WE} )?(?:folded|squashed) {THEM} in ?to "
            r"(?:(?:the|its|their) ){1,2}(?:original|offending|culprit|respective) "
            r"(?:commits?|changes?|patch(?:es)?|ones?)\b",
            Saying.IN_TREE,
            "While taking the other out, I also folded this in to the original change.",
            "I folded this into the next change.",
        ),
        Phrase(
            rf"(?:^|[,;:–-] |\band ){OPENING[1:]}(?:{WE} )?(?:(?:took the liberty|decided|had) "
            rf"to |went ahead and )?(?:amend|fold|squash|merge|{_FOLDED})(?: {_FIX})? (?:in ?to|"
            rf"with|to|in) {_FIXED_COMMIT}",
            Saying.IN_TREE,
            "I amended this change into the offending commit and added a tag, thanks!",
            "I merged this branch with the original timer.",
        ),
        Phrase(
            r"^with (?:(?:a|an|the|that|those|these|this|both|my|some|few|two|minor|small|"
            r"slight\w*|\w+ly) ){0,3}(?:(?:updated|modified|adjusted|edited|reworded|fixed|"
            r"tweaked|changed|shortened|corrected|rephrased|improved|better) (?:[\w-]+ ){1,3}?|"
            r"(?:\w+ )?(?:fix-?ups?|tweaks?|edits?),? ),? "
            r"?(?:added|applied|queued|merged|"
            rf"pushed|committed)(?: up| it| this| them)? (?:to|into|for|in) "
            rf"(?P<where>{KEPT}){OVER}",
            Saying.IN_TREE,
            "With a slightly modified subject added to lamp-next, thanks.",
            "With the fixed driver applied to lamp-next it boots.",
        ),
        Phrase(
            rf"{OPENING}(?:I|we)(?:['’]?ve(?: got)?| have(?: got)?)(?: now| already| also| all)? "
            rf"(?:{THEM}|(?:the|your|both|all) (?:patch(?:es)?|series|set))(?: now| all| both)? "
            r"(?:applied|queued(?: up)?|staged|merged|committed|lined up)(?=\s*(?:[.!;]|$|,? "
            r"thanks|"
            r"for (?:the )?(?:next (?:rc|pull|PR|merge|release|cycle)|v?\d+\.\d|-?next\b|-?rc)|"
            rf"in {KEPT}))",
            Saying.IN_TREE,
            "I have it queued for the next rc.",
            "I have it applied on top of 6.1 and it boots.",
        ),
        Phrase(
            rf"{OPENING}(?:(?:{WE}|I['’]m|I am|we['’]re) )?(?:went ahead and )?(?:moved|moving|"
            rf"included|including|add|adding|put|putting|placed|parked|pushed)(?: (?:{THEM}|"
            rf"(?:the|"
            r"your|both) (?:patch(?:es)?|series|set)|this version|(?:patch(?:es)? )?\d[\d "
            r",&-]{0,20}"
            rf"(?:and \d+)?))? (?:in ?to|to|in|on) (?P<where>{KEPT})(?! of (?:the|a|your)\b)",
            Saying.IN_TREE,
            "I've moved the patches to lamp-next, with some fixups.",
            "I moved the check to the next loop.",
        ),
        Phrase(
            rf"{OPENING}{IT} (?:now )?(?:(?:is|are) (?:now |all |already )?(?:included|sitting|"
            rf"parked|living)|(?:now )?(?:sits?|lives?)) in (?P<where>{KEPT})",
            Saying.IN_TREE,
            "These are sitting in my for-next branch.",
            "The check sits in the next function.",
        ),
        Phrase(
            rf"{OPENING}(?:all|both)(?: of (?:it|them)| \w+)?(?: now)? in (?P<where>{KEPT})"
            rf"(?: now)?{OVER}",
            Saying.IN_TREE,
            "Thank you, all in my for-next now.",
            "All in my tree of lamps works.",
        ),
        Phrase(
            rf"{OPENING}(?:this|it|these|the (?:patch|series|set))(?: has| have|['’]s) (?:now |"
            rf"just |"
            rf"finally |already )?gone in(?: now)?{OVER}",
            Saying.IN_TREE,
            "Thanks, this has gone in.",
            "It has gone in circles.",
        ),
        Phrase(
            rf"{OPENING}(?:{WE} )?(?:folded|squashed)(?: {THEM})?(?: in)?(?: ?to (?:the "
            rf"(?:\w+ )?"
            r"(?:patch|commit)|[\"“][^\"”]{5,160}[\"”]))?(?:,? (?:thanks|thank you|thx)\b.{0,30})"
            r"\s*[.!]*$|^(?:thanks?|thank you|thx)(?: \w+)?[,.!] (?:folded|squashed)\s*[.!]*$",
            Saying.IN_TREE,
            "Folded to the patch, thanks.",
            "Folded the line, thanks for the hint about the loop.",
        ),
        Phrase(
            r"^(?:.{1,80}[,;] )?(?:and )?(?:I['’]ve |I )?the rest (?:is|are|has been|have been|"
            r"was) "
            rf"(?:now |already )?(?:in (?P<where>{KEPT})(?: now)?|(?:applied|merged|queued|"
            rf"pushed))"
            rf"{OVER}",
            Saying.IN_TREE,
            "Patches 4 and 5 got postponed, the rest is now in lamp-next, thanks.",
            "The rest is now in need of a review.",
        ),
        Phrase(
            rf"{OPENING}(?:this|it|these|they|both|(?:this|your) (?:patch|fix|change|one))(?: is|"
            rf"['’]s| was| has been| got| have been| are)(?: now| just)? "
            rf"{_FOLDED} in ?to {_FIXED_COMMIT}",
            Saying.IN_TREE,
            "This has been folded into the original commit.",
            "The lock was merged into the original function.",
        ),
        Phrase(
            rf"(?:^|[,;:–-] |\band ){OPENING[1:]}(?:{WE} )?(?:amended|fixed up|updated|"
            rf"patched) {_FIXED_COMMIT}(?: (?:in|on) (?:my|our|the) [\w./-]{{1,60}}(?: (?:branch|"
            rf"tree|queue))?"
            r")? (?:with|using|by) (?:this|it|these|that|(?:the|your) (?:\w+ )?(?:patch|"
            r"fix(?:-?up)?|"
            r"change|diff))\b",
            Saying.IN_TREE,
            "I've fixed up the offending commit with this, thanks!",
            "I updated the original patch with your tags.",
        ),
        Phrase(
            rf"{OPENING}(?:{WE} )?(?:folded|squashed|rolled)(?: (?:this(?: one)?|it|these|them|"
            rf"both|all|"
            rf"that|(?:the|your|this) (?:patch(?:es)?|fix(?:es|-?up)?)))? in{OVER}",
            Saying.IN_TREE,
            "Thanks, I have folded it in.",
            "I folded the comment in.",
        ),
        Phrase(
            rf"{OPENING}(?:(?:I|we)(?: will|['’]ll) |will )(?:also |then )?include(?: {THEM})? "
            rf"in (?:my|the|our) (?:next|coming|upcoming) (?:pull(?: request)?|PR){OVER}",
            Saying.IN_TREE,
            "Will include in the next pull request.",
            "Will include in the next version.",
        ),
    ),
    unless=r"\b(?:if|whether|once|unless|until|should|would|could|might|may|can|cannot|please|let|"
    r"not|never|nor|nobody|yet|locally|my local|hope|wonder|guess|looks like|seems?|for testing|"
    r"to test|wait(?:ing)?|which)\b|n['’]t\b|\?$|\bin (?:v\d|the (?:next|new) (?:version|revision|"
    r"spin))(?![\d.]*-?(?:stable|next))",
)
"""Sentences that say that patches are in a tree, in rarer words."""
