# SPDX-License-Identifier: GPL-2.0-or-later
"""How authors promise a new version, or give in."""

from enum import Enum

from tracker.mail.phrases.phrase import Phrase, PhraseTable
from tracker.mail.phrases.talk import WORDS
from tracker.model.mail import RemarkKind


class GivesIn(Enum):
    """How far somebody gives in."""

    MENDS = "mends"
    """They will change it, or have."""
    ADMITS = "admits"
    """They say that the other is right."""
    ASSENTS = "assents"
    """They say yes and no more: what to, the mail that they answer says."""


MENDS = GivesIn.MENDS.value
_NEXT = WORDS["next"]
_I_WILL = WORDS["i_will"]
_SENDING = (
    r"(?:send|post|spin|submit|prepare|cook|roll|share|make|do|get|have|put|create|push|provide|"
    r"issue|generate|work on|come up with|follow up with|produce|write|base|rebase)"
)
_MENDS = (
    r"(?:do|fix|change|update|add|remove|drop|rename|move|address|rework|resend|re-send|rebase|"
    r"split|use|switch|convert|correct|adjust|adapt|clarify|mention|document|include|squash|"
    r"improve|"
    r"simplify|replace|rewrite|revise|refactor|redo|repost|respin|make|take care|incorporate|amend|"
    r"extend|reword|rephrase|keep that|fold|handle|revert|modify|get rid|delete|go with|implement|"
    r"reorder|sort|expand|set|pass|avoid|separate|clean ?up|describe|explain|tweak|adopt|trim|"
    r"spell|tidy|wrap|align|restructure|rethink|follow|put|send|refine|merge|define|declare|"
    r"initiali[sz]e|return|guard|annotate|try (?:that|this|using|to|and)|note (?:that|this|it)|"
    r"enable|disable|investigate|double[- ]check|consider|figure out|"
    r"think (?:about|of|again|more|it over)|"
    r"combine|consolidate|unify|inline|factor|extract|relax|shorten|reduce|integrate|retitle|reuse|"
    r"group|hoist|find (?:a|an|another|out)|come up with)"
)
_MENDED = (
    r"(?:fixed|changed|updated|added|removed|dropped|renamed|moved|addressed|reworked|rebased|"
    r"split|switched|converted|corrected|adjusted|clarified|documented|included|squashed|improved|"
    r"simplified|replaced|rewritten|rewrote|refactored|reworded|rephrased|folded|reverted|modified|"
    r"amended|revised|tweaked|"
    r"deleted|implemented|reordered|cleaned up|done)"
)
_HOW = (
    r"(?: also| then| just| definitely| certainly| surely| of course| try to| be happy to| need "
    r"to| have to| probably| likely| simply| now| rather| instead| happily| be sure to| gladly| "
    r"go and| go ahead and| see if i can){0,3}"
)
_YES = (
    r"(?:ok|okay|sure|ack|acked|yes|yep|yeah|yup|right|noted|thanks|thank you|thx|agreed|agree|"
    r"indeed|so|true|oh|ah|hi|hello|no problem|np|sorry|good point|good catch|makes sense|fair "
    r"enough|understood|got it|and|alright|great|will do|of course|absolutely|correct|well|"
    r"\w+(?=,))"
)

PROMISES = PhraseTable(
    "promises",
    (
        Phrase(
            r"\bplease (?:do(?:n't| not)) (?:merge|apply|take|pull|queue|pick|push|commit)\b(?: "
            r"[^ ]+){0,5}"
            r"(?: yet| for now)?",
            RemarkKind.RESPIN,
            "Please don't merge this yet, I found another issue.",
            "Please do merge this.",
        ),
        Phrase(
            r"^\W*(?:please |pls )?hold (?:off|on)(?: on| with| applying| merging)? (?:this|these|"
            r"it|"
            r"that|the (?:patch|series)|applying|merging|reviewing)\b",
            RemarkKind.RESPIN,
            "Hold off on this, I found a problem.",
            "Hold on to this handle.",
        ),
        Phrase(
            rf"\b(?:{_I_WILL}|i'm|i am|will|going to|gonna|about to|let me|i have to|i need to|i "
            rf"should)"
            rf"(?: [^ ]+){{0,3}} {_SENDING}(?:ing)?"
            rf"(?: out| up| a| an| the| it| them| this| my| another| for| as| in| with| to| you| "
            rf"everyone){{0,4}} "
            rf"(?:{_NEXT}|patch(?: for (?:it|that|this))?(?: later| soon| tomorrow)|v "
            rf"?[0-9]{{1,2}})\b",
            RemarkKind.RESPIN,
            "I'm going to send v3 tomorrow.",
            "I will send you a picture.",
        ),
        Phrase(
            rf"\b(?:{_I_WILL}|let me|going to|gonna|i'm going to)(?: [^ ]+){{0,2}} (?:re-?spin|"
            rf"re-?send|re-?post|re-?roll)\b",
            RemarkKind.RESPIN,
            "I'll respin.",
            "I'll respond soon.",
        ),
        Phrase(
            r"^\W*(?:(?:ok|okay|sure|ack|yes|right|noted|thanks|agreed|indeed|so)\W+){0,3}"
            r"(?:will|let me|going to|gonna) (?:also |then |just )?"
            r"(?:re-?spin|re-?send|re-?post|"
            rf"(?:send|post|submit|prepare)(?: out| a| an| the| for){{0,2}} (?:{_NEXT}))\b",
            RemarkKind.RESPIN,
            "Will resend.",
            "Will it send?",
        ),
        Phrase(
            r"\blet me (?:send|post) (?:out )?(?:a|an|the) (?:fixed|corrected|updated|better|"
            r"reworked|cleaner|proper) (?:one|patch|version|series)\b",
            RemarkKind.RESPIN,
            "It does not, let me send a fixed one.",
            "Let me send a note to them.",
        ),
        Phrase(
            r"\b(?:v[0-9]{1,2}|(?:the )?(?:next|new) version|respin) (?:is )?"
            r"(?:coming|on (?:its|the) way|incoming|will follow|will be (?:sent|posted)|will have|"
            r"will (?:include|fix|contain|address|use|drop|add|cover|handle|do|solve|take care)|to "
            r"(?:follow|come))\b",
            RemarkKind.RESPIN,
            "v2 will have a check for it.",
            "v2 had a check for it.",
        ),
        Phrase(
            rf"\b(?:{_NEXT}) (?:will|should|shall|is going to|is about to) (?:\w+ )?(?:land|be "
            rf"out|be "
            r"ready|arrive|appear|hit|reach|go out|be there|show up)\b|\b(?:you can )?expect "
            r"(?:an? |the "
            r")?(?:update|new one|re-?spin|fix)\b|\bback to the drawing board\b|\bqueued (?:up "
            r")?for "
            rf"(?:the |my )?(?:{_NEXT})\b",
            RemarkKind.RESPIN,
            "v2 will land in your inbox by Friday.",
            "v2 landed in June.",
        ),
        Phrase(
            rf"\bsending (?:out )?(?:a )?(?:{_NEXT}) (?:soon|shortly|now|today|tomorrow)\b|"
            r"\b(?:i'm|i am|we're|we are|currently|already) (?:\w+ )?(?:working on|preparing|"
            rf"testing|finishing|polishing) (?:a |an |the |my )?(?:{_NEXT})\b|"
            rf"\bexpect (?:a |the )?(?:{_NEXT})\b",
            RemarkKind.RESPIN,
            "I'm working on a v2 that handles this.",
            "I'm working on the other driver.",
        ),
        Phrase(
            rf"\b(?:(?:{_I_WILL})|(?:it|that|this|they|these|changes?)(?:'ll| will| shall| is "
            rf"going to)"
            r"(?: be)?|will(?: be)?|to be)"
            rf"(?: [^ ]+){{1,8}} (?:in|for|with|as part of|into|to) (?:the |my )?(?:{_NEXT})\b",
            RemarkKind.RESPIN,
            "I will add instructions in the v17 version.",
            "I will look for the next bus.",
        ),
        Phrase(
            rf"\b{_MENDED}(?: [^ ]+){{0,3}} (?:in|for) (?:the |my )?(?:next|upcoming|new|v "
            rf"?[0-9]{{1,2}})"
            r"(?: version| revision| spin| iteration| respin| patch| series| round)?\b",
            RemarkKind.RESPIN,
            "Fixed in the next version.",
            "Fixed in 6.12.",
        ),
        Phrase(
            r"\b(?:in|for|with|as) (?:the |my |a )?(?:next|upcoming|new|later|updated) (?:version|"
            r"revision|spin|iteration|respin|submission|patch|posting|round|patchset|series)\b",
            RemarkKind.RESPIN,
            "ok, I'll refine the name in later submission.",
            "In the next line it does.",
        ),
    ),
    unless=(
        rf"\b(?:was|were|had been|got) {_MENDED}\b"
        r"|\bno need\b|\bdon't (?:need|have) to\b|\bwhile (?:applying|merging|committing)\b"
        r"|\bwon't\b|\bnot (?:re|send|post)|\bif\b|\bunless\b|\bshould i\b|\bplease\b(?! (?:hold|"
        r"do(?:n't| not)))|"
        r"\bmaybe\b|"
        r"\bmight\b"
        r"|\byou(?:'ll| will| can| could| should| need| would)\b(?! expect)"
        r"|\b(?:look|review|wait|test|read|apply|applied|pick|merge|queue)(?:ing)?\b.{0,30}"
        r"\b(?:v[0-9]|next)|\bmerge window\b|\bkernel\b|\brelease\b|\?\W*$"
    ),
)
"""A new version will come, by the author's own word."""

CONCESSIONS = PhraseTable(
    "concessions",
    (
        Phrase(
            r"^\W*(?:\w+,? ){0,2}will (?:do|fix|change|correct)(?: (?:that|this|it|so))?\W*(?:$|"
            r"[.,;!]|in |for |and |thanks|then)",
            GivesIn.MENDS,
            "Will do, thanks for the reviews!",
            "It will do harm.",
        ),
        Phrase(
            rf"\bi(?:'ll| will|'m going to| am going to| shall|'m gonna| can| could| should|'d| "
            rf"would){_HOW} {_MENDS}\b|\bi (?:need|have|ought) to{_HOW} {_MENDS}\b|"
            rf"^\W*(?:(?:i )?{_YES}[,.!;:]? ){{0,3}}we(?:'ll| will| shall){_HOW} {_MENDS}\b|"
            rf"^\W*(?:(?:ok|okay|sure|yes|yep|yeah|right|true|indeed|agreed|ah|noted)[,.!;:]? )"
            rf"{{1,2}}"
            rf"(?:so |then |but |and )?(?:we|i)(?: also| then| still| actually)? (?:need|"
            rf"have|ought) to{_HOW} {_MENDS}\b|"
            rf"^\W*(?:(?:i )?{_YES}[,.!;:]? ){{0,3}}we can{_HOW} (?:do|drop|remove|rename|move|fix|"
            r"change|split|squash) (?:it|this|that|them)\b"
            r"(?! (?:only|when|where|on|at|by|because)\b)",
            GivesIn.MENDS,
            "Sure, I will do this in the next patch.",
            "We can put a lamp on any bus.",
        ),
        Phrase(
            rf"^\W*(?:{_YES}[,.!;:]? ){{0,3}}(?:will|shall|let me|going to|can){_HOW} {_MENDS}\b",
            GivesIn.MENDS,
            "Okay, will add it.",
            "The lock will drop.",
        ),
        Phrase(
            rf"^\W*(?:{_YES}[,.!;:]? ){{0,3}}(?:consider (?:it|that|this) (?:done|fixed|changed)|"
            rf"(?:i'm |i "
            r"am )?on it|(?:i'm |i am )?(?:looking|digging) into (?:it|this|that)|(?:i'm |i am "
            r")?working "
            r"on (?:it|this|that|a fix)|leave (?:it|that|this) (?:to|with) me)\b",
            GivesIn.MENDS,
            "Consider it done.",
            "Consider the other driver.",
        ),
        Phrase(
            rf"^\W*(?:{_YES}[,.!;:]? ){{0,3}}{_MENDED}\b(?! (?:by|the|a|in (?:commit|the)))",
            GivesIn.MENDS,
            "Done.",
            "Fixed by the other patch.",
        ),
        Phrase(
            rf"\b(?:i|we)(?:'ve| have)?(?: now| just| already| locally| also| since)? {_MENDED}\b"
            r"(?: [^ ]+){0,4}(?: locally| now| in my (?:tree|branch)| accordingly|\W*$|, thanks|"
            r"[.!])",
            GivesIn.MENDS,
            "I've fixed it locally.",
            "I fixed a bike once upon a time in the garden.",
        ),
        Phrase(
            r"\byou(?:'re| are)(?: \w+)? (?:right|correct)\b|\bgood (?:catch|point|spot|call|idea|"
            r"suggestion|eye)\b|\bwell (?:spotted|caught|seen)\b|\bnice (?:catch|idea|spot)\b|"
            r"\bgreat (?:catch|idea|suggestion|"
            r"point)\b|"
            r"\bmy (?:bad|mistake|fault)\b|\b(?:thanks|thank you)(?: \w+)? for (?:catching|"
            r"spotting|"
            r"noticing|pointing|the (?:catch|suggestion|hint|pointer|correction))\b",
            GivesIn.ADMITS,
            "Good catch, thanks.",
            "You are free to go.",
        ),
        Phrase(
            r"(?:^\W*(?:\w+,? ){0,3}|\bsorry,? (?:that |but )?)"
            r"i (?:missed|overlooked|forgot|didn't (?:notice|realize|realise|"
            r"see|know|think)|had "
            r"missed|must have missed|messed|screwed)\b|\b(?:that|this|it) was (?:a |an |my "
            r")?(?:stupid |"
            r"silly |copy.paste )?(?:mistake|oversight|error on my|"
            r"leftover|typo)\b|\b(?:it|that)(?:'s| is) (?:a |an )?(?:mistake|oversight|left-?over|"
            r"typo|bug|copy)\b|^\W*(?:oops|whoops|d'?oh|argh|aargh|ouch|gah|ugh|crap)\b",
            GivesIn.ADMITS,
            "Ah yes, I missed that.",
            "I miss the old days.",
        ),
        Phrase(
            rf"^\W*(?:{_YES}[,.!;:]? ){{0,3}}(?:that|this|it)(?:'s| is| would be| will be|'d be| "
            rf"makes?|"
            r" sounds?| looks?| does make) (?:much |a lot |way |far )?(?:better|nicer|cleaner|"
            r"simpler|"
            r"safer|clearer|more (?:sense|readable|robust|correct))\b|\b(?:you have a|valid|fair|"
            r"good) "
            r"point\b|\bpoint taken\b|\b(?:applied|took|taken|used|adopted|incorporated|"
            r"integrated) your "
            r"(?:suggestions?|comments?|feedback|version|proposal|idea|fix|patch)\b|"
            r"^\W*(?:hm+|ah|oh|uh|er+|argh|gah),? (?:right|true|yes|indeed|yeah|ok)\W*(?:$|[,.])",
            GivesIn.ADMITS,
            "Yes, that would be better.",
            "The point is that it would be slower.",
        ),
        Phrase(
            r"^\W*(?:yes|yep|yeah|right|indeed|true|agreed|ok|okay)[,.!]? (?:it|this|"
            r"that|these|they)"
            r" should (?:be|have)\b(?! (?:been )?(?:fine|ok|okay|safe|good|possible|enough|able|no|"
            r"working|harmless|sufficient|the same|visible|in)\b)",
            GivesIn.MENDS,
            "Yes, it should be the other lock.",
            "Yes, it should be fine.",
        ),
        Phrase(
            r"\b(?:should|will|shall|needs? to|must|can|has to) (?:\w+ )?be (?:fixed|changed|"
            r"removed|"
            r"dropped|updated|renamed|corrected|moved|reworked|added|addressed|improved|rewritten|"
            r"redone)\b",
            GivesIn.MENDS,
            "Right, that should be removed.",
            "It should be noon.",
        ),
        Phrase(
            r"\b(?:lets?|let's|let us) (?:\w+ )?(?:drop|remove|change|use|do|go with|fix|keep "
            r"that out)\b",
            GivesIn.MENDS,
            "I fully agree, lets drop this patch.",
            "Let's meet.",
        ),
        Phrase(
            r"^\W*(?:(?:yes|yep|yeah|yup|ok|okay|ah|oh|right|sure|thanks|absolutely|"
            r"alright)[\s,.!]+)"
            r"{0,2}(?:ok|okay|sure|noted|ack|acked|agreed|roger|understood|got it|makes sense|fair "
            r"enough|fair point|sounds good|of course|yes,? please|alright|no problem)"
            r"(?: (?:thing|then))?\W*(?:$|[.,!;] ?(?:thanks|thank you|thx|will|fine|sure)\b)",
            GivesIn.ASSENTS,
            "Okay, thanks.",
            "Okay is what it says.",
        ),
    ),
    unless=(
        r"\bwon't\b|\b(?:will|can|could|would|should|do) not\b|\bn't\b(?! (?:notice|realize|"
        r"realise|see|know|think))|\bif\b|\bunless\b|"
        r"\bshould i\b|\byou(?:'ll| will| can| could| should| need| would| may)\b|\?\W*$|"
        r"\b(?:maybe|perhaps|may|might|could)(?: it| this| that)?(?:'s| is| be)? something "
        r"(?:that )?i\b|"
        r"\b(?:when|while|before|on) (?:i )?(?:appl|merg|commit|push)|\b(?:later|follow[- ]?up|"
        r"separate(?:ly)?|another|dedicated|future|subsequent)\b.{0,20}\b(?:patch|series|change|"
        r"work)|"
        # What the next patches of theirs will be like.
        r"\b(?:in (?:the )?future|from now on)\b(?! (?:version|revision|patch|series|posting))|"
        r"\b(?:folded|squashed|merged|integrated) (?:this|it|that|these|them)(?: \w+)? in(?:to)? "
        r"(?:the |my |our |[\w-]{2,20}'s )?(?:v[0-9]{1,2}\b|(?:\w+ ){0,2}(?:series|patch ?set))|"
        r"\bas a follow|\bin a follow|\bapply(?:ing)?\b|"
        r"\b(?:as soon as|once|when|after) (?:the|that|this|it|your|my)(?: [\w-]+){0,3} "
        r"(?:lands?|landed|is merged|gets? merged|is in|goes in|went in|is fixed)\b"
    ),
)
"""What the sender will change, or says he has: the author's move where he is the author."""
