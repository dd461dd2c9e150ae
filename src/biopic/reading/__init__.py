"""Reading: from the text of a document to drafted assertions, each at the exact characters that state it."""
