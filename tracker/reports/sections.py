"""What is open in a series."""

from tracker.model.views import QuestionView, SeriesView


def open_questions(view: SeriesView) -> tuple[QuestionView, ...]:
    """The questions of every version that nobody has answered, the oldest first."""
    return tuple(
        asked
        for posting in view.revisions
        for asked in posting.questions
        if asked.answered_by is None and asked.discussed_by is None
    )
