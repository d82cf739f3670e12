"""Series of numbers in a workbook: where they stand, and which day, number and measure each is."""
