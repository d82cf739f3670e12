"""The workbook, applications and places."""
