"""Application forms as trusts send them, Word, PDF and Excel: several together are read as one workbook."""
