# SPDX-License-Identifier: GPL-2.0-or-later
"""The documents ``tracker/report/1`` and ``tracker/log/1``; docs/schema/ describes them."""

import json

from tracker.export.json import document, series_object
from tracker.export.json_keys import Object, as_json, as_object, picked
from tracker.model.report import Asked, Fate, Log, LogEntry, ReportEntry, StatusReport


def report_json(report: StatusReport) -> str:
    """The status report: sections with the ids of their series, what changed, every series."""
    entries = report.entries
    return document(
        {
            "schema": "tracker/report/1",
            **picked(report, "as_of since"),
            "asked": _report_json_asked(report.asked),
            "sections": [
                _report_json_section(fate, entries) for fate in Fate if _of(fate, entries)
            ],
            "group_by": report.group_by,
            "groups": [
                {"key": group.key, "series": [entry.view.id for entry in group.entries]}
                for group in report.groups
            ],
            "needs": [picked(one, "kind id title message_id text since") for one in report.needs],
            "changes": [_report_json_change(one) for one in entries] if report.since else [],
            "series": [series_object(entry.view) for entry in entries],
            "unchanged": [
                {"section": one.fate, "mine": one.mine, "series": as_json(one.row)}
                for one in report.unchanged
            ],
            "left_out": [{"section": fate, "series": number} for fate, number in report.left_out],
            "held": picked(report.held, "messages newest repositories"),
            "abridged": report.abridged,
        }
    )


def log_json(log: Log) -> str:
    """Return what happened, newest first."""
    return document(
        {
            "schema": "tracker/log/1",
            **picked(log, "as_of since"),
            "asked": _report_json_asked(log.asked),
            "events": [_log_entry(one) for one in log.entries],
            **picked(log, "left_out abridged"),
        }
    )


def event_line(one: LogEntry) -> str:
    """Return one event on a line of its own: what ``watch --json`` prints."""
    return json.dumps({"schema": "tracker/event/1", **_log_entry(one)}, ensure_ascii=True) + "\n"


def _report_json_asked(asked: Asked) -> Object:
    return {
        "query": asked.query,
        "list": asked.mailing_list or None,
        "all": asked.everything,
        "example": asked.example,
        "ref": asked.ref or None,
    }


def _of(fate: Fate, entries: tuple[ReportEntry, ...]) -> list[ReportEntry]:
    return [entry for entry in entries if entry.fate is fate]


def _report_json_section(fate: Fate, entries: tuple[ReportEntry, ...]) -> Object:
    return {"section": fate, "series": [entry.view.id for entry in _of(fate, entries)]}


def _report_json_change(entry: ReportEntry) -> Object:
    was = "stage side version label reviewed"
    return {
        "id": entry.view.id,
        "before": picked(entry.before, was) if entry.before else None,
        "stage": entry.view.stage,
        "mine": entry.mine,
        "news": as_json(entry.news),
    }


def _log_entry(one: LogEntry) -> Object:
    return {**as_object(one.event), **picked(one, "id title project")}
