"""Review of submissions: answers, receipts, consent and shared reports."""
