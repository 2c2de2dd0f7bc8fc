# SPDX-License-Identifier: GPL-2.0-or-later
"""More of what readers do next, leave to third persons, or only remark on the way."""

from tracker.mail.phrases.phrase import Phrase, PhraseTable
from tracker.mail.phrases.plans import Plan
from tracker.mail.phrases.vocabulary import Vocabulary

_PEOPLE = (
    r"(?:people|folks|maintainers?|authors?|experts?|developers|devs|guys|others|reviewers?|team|"
    r"lists?)"
)
_IT = r"(?:it|this|that|these|those|them|both|all|the (?:patch(?:es)?|series|set|fix|change))"
_LATER = (
    r"(?:later|(?:in|as|with) (?:a |an |some |the )?(?:small |later |separate )?(?:follow-?ups?|"
    r"later|separate|future|subsequent|another|other|incremental)\b|on top|incrementally|"
    r"another time|some (?:other )?(?:day|time)|eventually|at some point|down the road)"
)
_STOPS = r"(?:show-?stopper|blocker|big deal|must|hard requirement|strong (?:opinion|preference))"

NEXT_STEPS = PhraseTable(
    "next-steps",
    (
        Phrase(
            r"\bgive me (?:(?:a|an|some|another|few|couple|of|more|just) ){0,3}(?:few|moment|time|"
            r"minutes?|hours?|days?|weeks?|while|bit|sec(?:ond)?s?)\b|\bgive me (?:until|till)\b|"
            r"\b(?:taking|having) a (?:\w+ )?look(?: now| at (?:it|this|these|them|the \w+))?\W*$|"
            r"\b(?:looking|digging) (?:at|into) (?:it|this|these|them) (?:now|right now|today)\b",
            Plan.LOOK,
            "Give me a few days to look at it.",
            "Give me a reason for it.",
        ),
        Phrase(
            r"\bi(?:'m| am)(?: \w+){0,2} busy\b|\b(?:can't|cannot|can not) (?:give|make)(?: you)? "
            r"any promises?\b|\b(?:i've|i have) been (?:\w+ )?(?:ill|sick|busy|away|travell?ing|"
            r"swamped|offline|out|on (?:holidays?|vacation|leave))\b|"
            r"\b(?:is|are|'s|'re|have (?:it|this|these|them)) (?:\w+ )?(?:in|on) my (?:inbox|"
            r"list|todo|to-?do|queue to|plate|pile|radar|backlog)\b|"
            r"\bi (?:don't|do not) have (?:the|any|this|that|such|access to) (?:\w+ )?(?:hardware|"
            r"boards?|devices?|machines?|setup|chip)\b|\bi (?:can't|cannot|can not|am not able to|"
            r"'m not "
            r"able to) (?:review|test|judge|verify|comment on)\b|"
            r"\b(?:will|i'll) report back\b|\bplease be patient\b|\bpatience,? please\b",
            Plan.LOOK,
            "I'm rather busy at the moment, sorry.",
            "The bus is busy.",
        ),
        Phrase(
            r"\b(?:defer|leav(?:e|ing)|deferring)(?: (?:it|this|that|them))?(?: up)? to (?:the )?"
            rf"(?:[\w/-]{{2,20}} ){{0,3}}{_PEOPLE}\b|\bfor (?:the )?(?:[\w/-]{{2,20}} ){{0,3}}"
            rf"{_PEOPLE} to (?:decide|say|judge|comment|answer|review|ack)\b|"
            rf"\blet (?:the )?(?:[\w/-]{{2,20}} ){{0,2}}{_PEOPLE} (?:decide|comment|judge|chime|"
            r"answer|review|ack|speak|weigh)\b",
            Plan.WAIT,
            "That is for the core maintainers to decide.",
            "It is for the list to hold.",
        ),
        Phrase(
            r"^\W*(?:let me |i'm |i |also )?(?:cc['’-]?(?:ing|ed)?:?|adding|added|copying|looping "
            r"in|"
            rf"pulling in)(?: in)? (?!(?:it|this|that)\b)(?:[\w'’/-]{{2,20}},? ){{0,5}}{_PEOPLE}\b|"
            r"\b(?:let me|i'll|i will|i) (?:also )?(?:cc|copy|loop in|pull in)\b (?!to\b)\w",
            Plan.WAIT,
            "Adding the driver's maintainer.",
            "Adding it to the list of boards makes it longer.",
        ),
        Phrase(
            r"\b(?:wait(?:ing|s)? (?:for|on)|lack(?:s|ing)|miss(?:es|ing)|needs?) (?:an? |the |"
            r"some "
            r"|more |still )?(?:acks?|reviews?|tags?|feedback|r-?bs?|reviewed-by|acked-by|"
            r"opinions?|"
            r"comments?) (?:from|by) (?!you\b)|"
            r"\b(?:good|nice|great|useful|helpful|interesting) to (?:also )?(?:hear|get|have|see) "
            r"(?:[\w-]+ ){0,3}(?:from|by) (?!you\b)|"
            r"\b(?:should|need to|have to|must|let's|like to|want to) (?:also )?(?:get|have|hear|"
            r"seek|collect|wait for) (?:(?:some|more|an?|further|also|any) )*(?:feedback|input|"
            r"opinions?|acks?|reviews?|comments?|thoughts|eyes) (?:from|by) (?!you\b)",
            Plan.WAIT,
            "It is still waiting for an ack from the core side.",
            "It waits for the ack of the device.",
        ),
        Phrase(
            rf"\b(?:i|we)(?:'ve| have)?(?: got| already| now| had| put| just| still){{0,2}} {_IT} "
            r"(?:\w+ )?(?:in|into|on) (?:my|our|a|an|the) (?:[\w/.-]{1,30} ){0,3}"
            r"(?:branch|tree|(?<!review )(?<!test )queue)\b|"
            r"\b(?:plan|planning|intend|going) (?:to|on) (?:includ|apply|tak|merg|queu|push|pull|"
            rf"pick)\w* (?:up )?{_IT}\b|\b(?:i|we)(?:'ve| have)? queued (?:up )?{_IT} (?:for|up)\b",
            Plan.APPLY,
            "I have it in a testing branch.",
            "I have it on my board.",
        ),
        Phrase(
            rf"\b(?:{_IT}|patch|series|set)(?: one)?(?:'ll| will| would| can| should| has to| have "
            r"to| needs? to)(?: then| have to| need to| also| only| just){0,2} (?:be )?(?:taken|"
            r"applied|merged|queued|picked(?: up)?|go(?: in| out)?|wait|land)\b.{0,60}?\b(?:rc ?-?"
            r"[0-9]|merge window|next (?:cycle|release|pull request)|v?[0-9]{1,2}\.[0-9])|"
            r"\bi (?:only )?(?:take|apply|pick up|queue|merge|handle|collect) (?:\w+ )?(?:patches|"
            r"code|features|drivers|things|stuff|these) (?:only )?(?:after|once|when|from|for)\b",
            Plan.APPLY,
            "This will have to wait until after the merge window.",
            "This will go wrong in v2.",
        ),
        Phrase(
            r"\bi(?:'ve| have)? (?:now |just |already |simply )?(?:folded|squashed|fixed|changed|"
            r"amended|tweaked|corrected|adjusted|reworded|edited|dropped|updated|added|removed|"
            rf"renamed|rebased)(?: up| in)? (?:{_IT}|the [\w-]{{2,20}})(?: up| in)? (?:myself|"
            r"locally|up|by hand|manually|for you|(?:when|while) (?:applying|merging|"
            r"committing))\b|"
            r"\bi(?:'ll| will| can| could) (?:update|change|fix|do|adjust|edit|tweak|correct|drop|"
            rf"add|handle|remove|reword) (?:{_IT}|the [\w-]{{2,20}})\b.{{0,40}}\b(?:manually|by "
            r"hand|myself|locally|for you)\b",
            Plan.APPLY,
            "I've folded this myself.",
            "I fixed the lamp by the door.",
        ),
        Phrase(
            rf"\b(?:not|isn't) (?:really )?an? {_STOPS}\b|\bno (?:big deal|{_STOPS})\b|"
            r"\bnon-?blocking\b|\bfeel free to (?:ignore|disregard|skip)\b|\bup to you\b|"
            r"\byour (?:call|choice|decision)\b(?! (?:of|to)\b)|\bas you (?:like|prefer|wish)\b|"
            r"\bwhatever you (?:prefer|like)\b|\bleave (?:it|that|this) (?:up )?to you\b|"
            r"\bjust (?:a|my) (?:thought|suggestion|idea|opinion)\b|\bmy (?:2|two) cents\b|"
            r"\bno strong (?:feelings?|opinions?|preferences?)\b|\b(?:either way|both|anything) "
            r"(?:is|are|works?) (?:fine|ok|okay|good)\b|"
            r"\bnot your (?:fault|problem|bug|doing|code|patch)\b",
            Plan.ASIDE,
            "You could use a helper here, but it's up to you.",
            "It is not a lamp.",
        ),
        Phrase(
            r"\b(?:can|could|may|might)(?: \w+)? (?:be (?:done|fixed|addressed|improved|cleaned "
            r"up|added|changed|handled|sorted out|tackled|optimi[sz]ed|extended|removed|moved)|"
            r"come|"
            rf"wait|follow|happen)(?: \w+){{0,3}} {_LATER}|"
            r"(?:[,;] |\bbut |\bthough |\bjust )not (?:in|for|as part of) this (?:patch|series|set|"
            r"version|round)\b|\b(?:outside|out of|beyond) (?:of )?(?:the )?scope (?:of|for|"
            r"here)\b|"
            r"\bif you (?:have to |need to |happen to |do |end up )?(?:re-?spin|re-?send|re-?post|"
            r"re-?roll|send|post|spin|do|make|repost|resend\w*)\b[^.?!]{0,40}?\b(?:another|new|"
            r"next|"
            r"anyway|v ?[0-9]|again|(?:other|another|some) reasons?)|"
            r"\b(?:someone|somebody|one|we|i) (?:should|could|ought to|needs? to|might|may|will)\b"
            r"[^.?!]{0,80}\b(?:some ?day|one day|at some point|eventually|sooner or later)\b",
            Plan.ASIDE,
            "The cleanup can be done in a follow-up.",
            "It can be done in the core.",
        ),
        Phrase(
            r"\b(?:that|this|it)(?:'s| is| would be| seems)(?: \w+)? an? (?:\w+ )?(?:pre-?existing|"
            r"unrelated|separate|different|orthogonal|independent) (?:issue|problem|bug|topic|"
            r"matter|discussion|story)\b|\b(?:patch )?(?:submitter|author),? please ignore\b",
            Plan.ASIDE,
            "That is a pre-existing issue.",
            "That is a separate patch.",
        ),
    ),
    unless=(
        r"\?\W*$|\bwon't\b|\bplease\b(?! (?:be patient|ignore))|\bnot (?:going to )?(?:apply|take|"
        r"merge|queue)\b|\bshould be (?:an? |in an? )?(?:separate|own)\b"
    ),
)
"""What stands in plain words beside ``PLANS``: nobody waits for the author because of it."""

WAVED_OFF = Vocabulary(
    r"\W*(?:(?:but|and|though|anyway|again|just|oh|well|so)\W+){0,2}(?:no worries|no (?:big )?deal|"
    rf"(?:not|isn't) (?:really )?an? {_STOPS}|(?:it's |that's |this is )?(?:not (?:really )?an? "
    rf"{_STOPS}|up to you|your call|just (?:a|my) (?:thought|suggestion|idea|opinion))|"
    r"feel free to (?:ignore|disregard)|never ?mind|i (?:really )?(?:don't|do not) (?:really )?"
    r"(?:care|mind|insist|feel strongly|have strong|have a strong)|(?:i have )?no strong |"
    r"i(?:'ve| have)? (?:already |just )?fixed (?:it|that|this|them|both)? ?up\b|"
    r"(?:i'll|i will) (?:fix|change|drop|add|correct) (?:it|that|this|them) (?:up|when|while)\b)",
    "up to you, though.",
    "it is up to the caller.",
    case=True,
)
"""A folded sentence that takes the weight from the one before it."""
