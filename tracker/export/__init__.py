# SPDX-License-Identifier: GPL-2.0-or-later
"""Write documents from records: JSON, HTML, Markdown, Graphviz, Mermaid and SVG."""
