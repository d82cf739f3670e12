"""Reports as teams hand them in, Word, PowerPoint and Excel: from bytes to fields, or why not."""
