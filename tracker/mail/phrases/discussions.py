"""The words by which authors point at talk and trouble, and those that deny or only plan."""

from tracker.mail.links.rules import ANY_MAIL, EVERY, TROUBLE, Rule, words
from tracker.mail.links.targets import Shape
from tracker.model.relations import Kind

UNSAID = (
    # What is denied or planned says nothing, but keeps words further off from speaking.
    Rule(
        Kind.MENTIONS,
        "denied",
        words(
            r"(?:no longer|not|n't|never|doesn't|don't|didn't|without|independent(?:ly)?(?: of| "
            r"from)|dropp?(?:ed)?|remove[ds]?)\s+(?:\w+\s+){0,2}?"
            r"(?:depend\w*|bas(?:ed|ing)|requir\w+|need\w*|relat\w+|replac\w+|follow\w*)",
        ),
        EVERY,
        0.5,
    ),
    Rule(
        Kind.MENTIONS,
        "planned",
        words(
            r"(?:will|would|plan(?:s|ned|ning)?(?: to)?|going to|intend to|future|later|then)\s+"
            r"(?:\w+\s+){0,2}?(?:follow|post|send|resend|address|submit|depend|rebase)\w*"
            r"(?:[ -]up)?(?: (?:on top of|on|onto|to)\b)?",
            r"still needs? (?:an? |some |to )",
            r"conflicts? with",
            r"inspired by",
            r"similar to",
            r"competing",
            r"unrelated",
            r"orthogonal to",
            r"ideas? (?:from|comes?|of)",
            r"in parallel",
            r"see also",
            r"e\.g\.",
            r"for example",
        ),
        EVERY,
        0.5,
    ),
    Rule(
        Kind.MENTIONS,
        "cited",
        words(
            r"introduc(?:ed|es|ing)\b",
            r"(?:was|were|been|is) (?:added|implemented|fixed|merged|applied|queued)\b",
            r"already (?:in|merged|applied)",
        ),
        ANY_MAIL,
        0.5,
    ),
)

_TROUBLE = (
    Rule(
        Kind.BUG_REPORT,
        "report",
        words(
            r"reported\b",
            r"reports?\b(?! that)",
            r"issue reported",
            r"regress(?:ion|ed|es)\w*",
            r"bugs?\b",
            r"bugzilla",
            r"syz(?:bot|kaller)",
            r"(?:test|kernel) robot",
            r"0-?day|lkp",
            r"automatic checker",
            r"crash(?:es|ed|ing)?\b",
            r"oops\w*|panic\w*|splat|lockdep|k[amc]san|ubsan",
            r"use-after-free",
            r"deadlock\w*",
            r"stall(?:s|ed)?\b",
            r"bro(?:ke\b|ken by)|breaks?\b|breakage",
            r"reproduc\w+",
            r"build (?:failure|error|warning)s?",
            r"fail(?:s|ed|ures?|ing)\b",
        ),
        TROUBLE,
        0.7,
    ),
    Rule(
        Kind.BUG_REPORT,
        "shown",
        words(r"(?:reproducer|repro|test case|poc|call trace|backtrace|trace)\b[^.]{0,40}"),
        frozenset({Shape.POSTED}),
        0.45,
    ),
)

_TALK = Rule(
    Kind.DISCUSSION,
    "discussed",
    words(
        r"discuss(?:ed|ions?|ing|es)?\b",
        r"suggest(?:ed|ions?|s|ing)?\b",
        r"mention(?:ed|s|ing)\b",
        r"point(?:ed|s|ing) (?:it |this |that )?out\b",
        r"comment(?:s|ed|ing)?\b",
        r"feedback",
        r"talk(?:ed|s|ing)?\b|conversations?|thread\b",
        r"ask(?:ed|s)\b|request(?:ed|s)?\b|want(?:ed|s)\b|preferred",
        r"proposals?\b",
        r"propos(?:ed|es)\b(?! (?:an? |the )?(?:\w+ )?(?:series|patch))",
        r"concern(?:s|ed)?\b|complain\w*|objection\w*|nack\w*",
        r"sa(?:id|ys)\b|stated\b|wrote\b|explain(?:ed|s)\b|explanation|argu(?:ed|es)|as per\b",
        r"agree(?:d|s|ment)\b|accord(?:ing|ance)|raised\b",
        r"advi[cs]e[ds]?\b|recommend\w*|hint(?:s|ed)?\b|input\b|ideas?\b|opinions?",
        r"(?<!for )(?<!under )(?<!in )review(?:s|ed|ers?)?(?: comments?)?\b(?! the)",
        r"not(?:ed|iced)\b|remark(?:s|ed)?\b|repl(?:y|ied)\b|question(?:s|ed)?\b|thanks\b",
    ),
    ANY_MAIL,
    0.65,
)

RULES = (*_TROUBLE, _TALK)
