"""From templates to Word: Markdown with values, content controls, and one form to many."""
