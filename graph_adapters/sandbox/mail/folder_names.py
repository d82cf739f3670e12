"""The folders that every mailbox has, by their well-known names, and the ids that folders are shown by."""

import base64

ROOT = "msgfolderroot"
# What Outlook calls them in Norwegian.
WELL_KNOWN = {
    "archive": "Arkiv",
    "deleteditems": "Slettede elementer",
    "drafts": "Kladd",
    "inbox": "Innboks",
    "junkemail": "Søppelpost",
    "outbox": "Utboks",
    "sentitems": "Sendte elementer",
}
NAMES = {ROOT: "Toppen av informasjonslageret"} | WELL_KNOWN


def folder_id(mailbox: str, folder: str) -> str:
    """Show a well-known folder by an id of its mailbox; a folder that somebody made has its own."""
    if folder not in NAMES:
        return folder
    return f"AQMkF{base64.urlsafe_b64encode(f'{mailbox}:{folder}'.encode()).decode()}"


def folder_key(mailbox: str, folder: str) -> str:
    """Read a well-known name in any case, or the id it is shown by; all else is an id of its own."""
    ids = {folder_id(mailbox, name): name for name in NAMES}
    name = folder.casefold()
    return name if name in NAMES else ids.get(folder, folder)
