"""Write documents from records: JSON, HTML, Markdown, Graphviz, Mermaid and SVG."""
