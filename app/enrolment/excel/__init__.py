"""The Excel package below openpyxl: where its parts are, and what of a sheet is seen."""
