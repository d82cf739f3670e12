"""What the log's acts are called, to people."""

from app.web.language import gettext, said

WORDS = {
    "sessions ended": said("Avsluttet innlogginger"),
    "workbook uploaded": said("Lastet opp et påmeldingsark"),
    "workbook imported": said("Importerte et påmeldingsark"),
    "places decided": said("Fordelte plassene"),
    "mentor assigned": said("Ga et team en veileder"),
    "cohort started": said("Startet kullet"),
    "deviated": said("Lot kullet gjøre noe på sin egen måte"),
    "programme stored": said("Lagret et program"),
    "meeting moved": said("Flyttet et møte"),
    "meeting dated": said("Satte dato på et møte"),
    "meeting placed": said("Satte sted på et møte"),
    "meeting dropped": said("Tok bort et møte"),
    "meeting taken over": said("Overtok et møte som var sendt av andre"),
    "date opened": said("Åpnet en dato igjen"),
    "date confirmed": said("Bekreftet en dato"),
    "provisioning approved": said("Godkjente klargjøring"),
    "msteam adopted": said("Overtok et Microsoft-team"),
    "tried again": said("Ba om et nytt forsøk"),
    "look asked": said("Ba om å se etter i Microsoft 365"),
    "decided: put_back": said("Valgte å sette noe tilbake"),
    "decided: adopt": said("Valgte å ta over noe slik det er"),
    "decided: let_go": said("Valgte å slippe noe"),
    "message approved": said("Godkjente en melding"),
    "message sent": said("Sendte en melding"),
    "paused": said("Alt stod stille: Microsoft 365 slapp oss ikke inn"),
    "resumed": said("Arbeidet gikk videre"),
}
VERBS = {
    "created": said("Laget noe i Microsoft 365"),
    "changed": said("Endret noe i Microsoft 365"),
    "adopted": said("Kjente igjen noe i Microsoft 365"),
    "removed": said("Trakk noe tilbake i Microsoft 365"),
    "withdrawn": said("Trakk noe tilbake i Microsoft 365"),
}


def in_words(act: str) -> str:
    """Say an act as a sentence; one we have no words for is shown as it is written."""
    words = WORDS.get(act) or VERBS.get(act.rpartition(" ")[2])
    return gettext(words) if words else act
