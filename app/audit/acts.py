"""Every act the audit records: the string stored, and its sentence in bokmål, nynorsk and English.

A stored string is never changed; a member may be renamed, and a sentence reworded.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class InWords(StrEnum):
    """A stored string with a sentence in each language of the pages."""

    nb: str
    nn: str
    en: str

    def __new__(cls, stored: str, nb: str, nn: str, en: str) -> Self:
        member = str.__new__(cls, stored)
        member._value_ = stored
        member.nb, member.nn, member.en = nb, nn, en
        return member

    def sentence(self, language: str) -> str:
        """Return the sentence in a language: `nb`, `nn` or `en`."""
        return {"nb": self.nb, "nn": self.nn, "en": self.en}[language]


class Act(InWords):
    """An act of a person, of the service, or of an Outlook user."""

    cohort_started = "cohort started", "Startet kullet", "Starta kullet", "Started the cohort"
    cohort_hidden = (
        "cohort hidden",
        "Skjulte kullet for teamene inntil videre",
        "Skjulte kullet for teama inntil vidare",
        "Hid the cohort from the teams for now",
    )
    activated = (
        "activated",
        "Aktiverte kullet, så teamene ser det",
        "Aktiverte kullet, så teama ser det",
        "Activated the cohort, so that the teams see it",
    )
    cohort_closed = "cohort closed", "Avsluttet kullet", "Avslutta kullet", "Closed the cohort"
    deviated = (
        "deviated",
        "Lot kullet gjøre noe på sin egen måte",
        "Lét kullet gjere noko på sin eigen måte",
        "Let the cohort do something its own way",
    )
    programme_stored = "programme stored", "Lagret et program", "Lagra eit program", "Stored a programme"
    school_holidays_kept = (
        "school holidays kept",
        "Skrev inn skoleferier",
        "Skreiv inn skuleferiar",
        "Entered school holidays",
    )
    school_holiday_removed = (
        "school holiday removed",
        "Fjernet en skoleferie",
        "Fjerna ein skuleferie",
        "Removed a school holiday",
    )
    programme_version_raised = (
        "programme version raised",
        "Tok i bruk en nyere versjon av programmet",
        "Tok i bruk ein nyare versjon av programmet",
        "Took up a newer version of the programme",
    )
    mentor_assigned = (
        "mentor assigned",
        "Ga et team en veileder",
        "Gav eit team ein rettleiar",
        "Gave a team a mentor",
    )
    mentor_line_changed = (
        "mentor line changed",
        "Rettet en veileders linje",
        "Retta linja til ein rettleiar",
        "Corrected a mentor's line",
    )
    course_list_read = (
        "course list read",
        "Leste en liste over kursdeltakere",
        "Las ei liste over kursdeltakarar",
        "Read a list of course participants",
    )
    team_tracks_set = (
        "team tracks set",
        "Satte sporene til et team",
        "Sette spora til eit team",
        "Set the tracks of a team",
    )
    team_asked_change = (
        "team asked: change",
        "Meldte fra om en endring i teamet",
        "Melde frå om ei endring i teamet",
        "Reported a change in the team",
    )
    team_asked_help = (
        "team asked: help",
        "Ba forbedringsenheten om hjelp",
        "Bad forbetringseininga om hjelp",
        "Asked the improvement unit for help",
    )
    request_settled = (
        "request settled",
        "Tok seg av en henvendelse fra et team",
        "Tok seg av ein førespurnad frå eit team",
        "Settled a request from a team",
    )
    people_change_proposed = (
        "people change proposed",
        "Foreslo en endring av hvem som er med",
        "Foreslo ei endring av kven som er med",
        "Proposed a change of who takes part",
    )
    people_change_approved = (
        "people change approved",
        "Godkjente en endring av hvem som er med",
        "Godkjende ei endring av kven som er med",
        "Approved a change of who takes part",
    )
    people_change_dropped = (
        "people change dropped",
        "Forkastet et forslag om hvem som er med",
        "Forkasta eit forslag om kven som er med",
        "Dropped a proposal of who takes part",
    )

    workbook_uploaded = (
        "workbook uploaded",
        "Lastet opp et påmeldingsark",
        "Lasta opp eit påmeldingsark",
        "Uploaded an enrolment workbook",
    )
    workbook_imported = (
        "workbook imported",
        "Importerte et påmeldingsark",
        "Importerte eit påmeldingsark",
        "Imported an enrolment workbook",
    )
    application_corrected = (
        "application corrected",
        "Rettet når en søknad kom",
        "Retta når ein søknad kom",
        "Corrected when an application came",
    )
    application_ranked = (
        "application ranked",
        "Flyttet en søknad i foretakets rekkefølge",
        "Flytta ein søknad i føretaket si rekkjefølgje",
        "Moved an application in its trust's order",
    )
    contact_links_sent = (
        "contact links sent",
        "Sendte foretakenes kontakter hver sin lenke",
        "Sende kontaktane i føretaka kvar si lenke",
        "Sent each trust's contact a link",
    )
    trust_committed = (
        "trust committed",
        "Bekreftet et team for foretaket",
        "Stadfesta eit team for føretaket",
        "Confirmed a team for the trust",
    )
    leaders_asked = (
        "leaders asked",
        "Ba nærmeste ledere sette av tid",
        "Bad næraste leiarar setje av tid",
        "Asked nearest leaders to set time aside",
    )
    leader_links_withdrawn = (
        "leader links withdrawn",
        "Trakk tilbake lenkene til et teams nærmeste ledere",
        "Trekte tilbake lenkene til næraste leiarar for eit team",
        "Took back the links of a team's nearest leaders",
    )
    leader_committed = (
        "leader committed",
        "Satte av tid til teamet som nærmeste leder",
        "Sette av tid til teamet som næraste leiar",
        "Set time aside for the team as nearest leader",
    )
    places_decided = "places decided", "Fordelte plassene", "Fordelte plassane", "Shared out the places"
    place_given = "place given", "Ga et team plass", "Gav eit team plass", "Gave a team a place"
    place_confirmed = (
        "place confirmed",
        "Bekreftet at et team tar plassen",
        "Stadfesta at eit team tek plassen",
        "Confirmed that a team takes its place",
    )
    place_declined = (
        "place declined",
        "Noterte at et team ikke får eller vil ha plass",
        "Noterte at eit team ikkje får eller vil ha plass",
        "Noted that a team gets or wants no place",
    )
    place_waits = (
        "place waits",
        "Satte et team på ventelisten",
        "Sette eit team på ventelista",
        "Put a team on the waiting list",
    )
    team_withdrawn = "team withdrawn", "Trakk et team", "Trekte eit team", "Withdrew a team"
    teams_merged = "teams merged", "Slo sammen to team", "Slo saman to team", "Merged two teams"
    team_renamed = "team renamed", "Ga et team et nytt navn", "Gav eit team eit nytt namn", "Renamed a team"
    team_changed_organisation = (
        "team changed organisation",
        "Flyttet et team til et annet foretak",
        "Flytta eit team til eit anna føretak",
        "Moved a team to another organisation",
    )
    place_letters_drafted = (
        "place letters drafted",
        "La brev om plass i utboksen",
        "La brev om plass i utboksen",
        "Put letters of place in the outbox",
    )

    meeting_dated = (
        "meeting dated",
        "Satte dato på et møte",
        "Sette dato på eit møte",
        "Gave a meeting its date",
    )
    meeting_moved = "meeting moved", "Flyttet et møte", "Flytta eit møte", "Moved a meeting"
    meeting_moved_in_outlook = (
        "meeting moved in Outlook",
        "Flyttet et møte i Outlook",
        "Flytta eit møte i Outlook",
        "Moved a meeting in Outlook",
    )
    meeting_placed = (
        "meeting placed",
        "Satte sted på et møte",
        "Sette stad på eit møte",
        "Gave a meeting its place",
    )
    meeting_teams_chosen = (
        "meeting teams chosen",
        "Valgte hvilke team et møte er for",
        "Valde kva team eit møte er for",
        "Chose the teams a meeting is for",
    )
    meeting_taken_over = (
        "meeting taken over",
        "Overtok et møte som var sendt av andre",
        "Overtok eit møte som var sendt av andre",
        "Took over a meeting that others had sent",
    )
    meeting_agreed = (
        "meeting agreed",
        "Avtalte tid for teamets eget møte",
        "Avtalte tid for det eige møtet til teamet",
        "Agreed on a time for the team's own meeting",
    )
    meeting_cancelled = "meeting cancelled", "Avlyste et møte", "Avlyste eit møte", "Cancelled a meeting"
    meeting_cancelled_in_outlook = (
        "meeting cancelled in Outlook",
        "Avlyste et møte i Outlook",
        "Avlyste eit møte i Outlook",
        "Cancelled a meeting in Outlook",
    )
    meeting_dropped = "meeting dropped", "Tok bort et møte", "Tok bort eit møte", "Dropped a meeting"
    date_opened = "date opened", "Åpnet en dato igjen", "Opna ein dato igjen", "Opened a date again"
    date_confirmed = "date confirmed", "Bekreftet en dato", "Stadfesta ein dato", "Confirmed a date"
    organiser_chosen = (
        "organiser chosen",
        "Valgte hvem nye møter sendes fra",
        "Valde kven nye møte blir sende frå",
        "Chose the mailbox new meetings are sent from",
    )
    feed_opened = (
        "feed opened",
        "Laget en kalenderlenke",
        "Laga ei kalenderlenkje",
        "Made a calendar link",
    )
    feed_closed = (
        "feed closed",
        "Trakk tilbake en kalenderlenke",
        "Trekte tilbake ei kalenderlenkje",
        "Took back a calendar link",
    )
    stand_in_named = (
        "stand-in named",
        "Meldte en vikar til et møte",
        "Melde ein vikar til eit møte",
        "Named a stand-in for a meeting",
    )
    stand_in_withdrawn = (
        "stand-in withdrawn",
        "Trakk en vikar til et møte",
        "Trekte ein vikar til eit møte",
        "Withdrew a stand-in for a meeting",
    )

    attendance_ticked = (
        "attendance ticked",
        "Førte oppmøte for en deltaker",
        "Førte oppmøte for ein deltakar",
        "Recorded the attendance of a participant",
    )
    attendance_list_closed = (
        "attendance list closed",
        "Lukket oppmøtelisten for et møte",
        "Lukka oppmøtelista for eit møte",
        "Closed the attendance list of a meeting",
    )
    attendee_told_apart = (
        "attendee told apart",
        "Fant ut hvem en ukjent i et møte var",
        "Fann ut kven ein ukjend i eit møte var",
        "Identified an unknown person in a meeting",
    )
    naming_of_leaders_agreed = (
        "naming of leaders agreed",
        "Registrerte at lederes deltakelse kan vises med navn",
        "Registrerte at leiarar si deltaking kan visast med namn",
        "Recorded that the attendance of leaders may be shown by name",
    )
    naming_of_leaders_ended = (
        "naming of leaders ended",
        "Registrerte at lederes deltakelse ikke lenger vises med navn",
        "Registrerte at leiarar si deltaking ikkje lenger blir vist med namn",
        "Recorded that the attendance of leaders is no longer shown by name",
    )

    provisioning_approved = (
        "provisioning approved",
        "Godkjente klargjøring",
        "Godkjende klargjering",
        "Approved setting up",
    )
    undone = (
        "undone",
        "Angret det som var laget i Microsoft 365",
        "Angra det som var laga i Microsoft 365",
        "Undid what had been made in Microsoft 365",
    )
    msteam_adopted = (
        "msteam adopted",
        "Overtok et Microsoft-team",
        "Overtok eit Microsoft-team",
        "Took over a Microsoft team",
    )
    tried_again = "tried again", "Ba om et nytt forsøk", "Bad om eit nytt forsøk", "Asked for another try"
    look_asked = (
        "look asked",
        "Ba om å se etter i Microsoft 365",
        "Bad om å sjå etter i Microsoft 365",
        "Asked for a look at Microsoft 365",
    )
    key_found_again = (
        "key found again",
        "Fant igjen det som sto i Microsoft 365 fra før en gjenoppretting",
        "Fann att det som stod i Microsoft 365 frå før ei gjenoppretting",
        "Found again what stood in Microsoft 365 from before a restore",
    )
    decided_put_back = (
        "decided: put_back",
        "Valgte å sette noe tilbake",
        "Valde å setje noko tilbake",
        "Chose to put something back",
    )
    decided_adopt = (
        "decided: adopt",
        "Valgte å ta over noe slik det er",
        "Valde å ta over noko slik det er",
        "Chose to take something over as it is",
    )
    decided_clear = (
        "decided: clear",
        "Valgte å være ferdig med en gammel mappe",
        "Valde å vere ferdig med ei gammal mappe",
        "Chose to be done with an old folder",
    )
    decided_let_go = (
        "decided: let_go",
        "Valgte å slippe noe",
        "Valde å sleppe noko",
        "Chose to let something go",
    )
    paused = (
        "paused",
        "Alt stod stille: Microsoft 365 slapp oss ikke inn",
        "Alt stod stille: Microsoft 365 slapp oss ikkje inn",
        "Everything stood still: Microsoft 365 did not let us in",
    )
    writing_stopped = (
        "writing stopped",
        "Stanset all skriving til Microsoft 365",
        "Stansa all skriving til Microsoft 365",
        "Halted all writing to Microsoft 365",
    )
    writing_resumed = (
        "writing resumed",
        "Slapp skrivingen til Microsoft 365 løs igjen",
        "Slapp skrivinga til Microsoft 365 laus att",
        "Let the writing to Microsoft 365 go on",
    )
    resumed = "resumed", "Arbeidet gikk videre", "Arbeidet gjekk vidare", "The work went on"

    message_approved = (
        "message approved",
        "Godkjente en melding",
        "Godkjende ei melding",
        "Approved a message",
    )
    message_dropped = (
        "message dropped",
        "Forkastet et utkast til en melding",
        "Forkasta eit utkast til ei melding",
        "Dropped a draft of a message",
    )
    message_sent = "message sent", "Sendte en melding", "Sende ei melding", "Sent a message"
    message_found = (
        "message found",
        "Fant i Sendte elementer en melding som svaret kom bort for",
        "Fann i Sendte element ei melding som svaret kom bort for",
        "Found a message in Sent Items whose answer was lost",
    )
    message_sent_again = (
        "message sent again",
        "Lot en melding bli sendt igjen",
        "Lét ei melding bli send igjen",
        "Let a message be sent again",
    )
    message_marked_received = (
        "message marked received",
        "Sa at en melding er mottatt",
        "Sa at ei melding er motteken",
        "Said that a message has been received",
    )
    channel_address_set = (
        "channel address set",
        "La inn adressen som et teams kanal får beskjeder på",
        "La inn adressa som kanalen til eit team får beskjedar på",
        "Entered the address a team's channel gets its messages at",
    )
    channel_address_removed = (
        "channel address removed",
        "Fjernet adressen som et teams kanal fikk beskjeder på",
        "Fjerna adressa som kanalen til eit team fekk beskjedar på",
        "Removed the address a team's channel got its messages at",
    )

    submission_accepted = (
        "submission accepted",
        "Godkjente en innlevering",
        "Godkjende ei innlevering",
        "Accepted a submission",
    )
    submission_returned = (
        "submission returned",
        "Sendte en innlevering tilbake med et spørsmål",
        "Sende ei innlevering tilbake med eit spørsmål",
        "Returned a submission with a question",
    )
    more_time_given = (
        "more time given",
        "Ga et team lengre frist",
        "Gav eit team lengre frist",
        "Gave a team more time",
    )
    file_uploaded = (
        "file uploaded",
        "Lastet opp en fil for et team",
        "Lasta opp ei fil for eit team",
        "Uploaded a file for a team",
    )
    file_placed = (
        "file placed",
        "Bestemte hva en fil er",
        "Bestemte kva ei fil er",
        "Decided what a file is",
    )
    file_set_aside = (
        "file set aside",
        "La en fil til side",
        "La ei fil til side",
        "Set a file aside",
    )
    removal_approved = (
        "removal approved",
        "Godkjente at filer slettes",
        "Godkjende at filer blir sletta",
        "Approved that files are removed",
    )
    file_removed = (
        "file removed",
        "Slettet en fil som ikke skulle lagres lenger",
        "Sletta ei fil som ikkje skulle lagrast lenger",
        "Removed a file whose time was over",
    )
    report_shared = (
        "report shared",
        "Delte en rapport med alle teamene",
        "Delte ein rapport med alle teama",
        "Shared a report with every team",
    )
    shared_report_withdrawn = (
        "shared report withdrawn",
        "Trakk tilbake en delt rapport",
        "Trekte tilbake ein delt rapport",
        "Withdrew a shared report",
    )
    shared_report_left_to_others = (
        "shared report left to others",
        "Lot en delt rapport ligge, for andre har skrevet i den",
        "Lét ein delt rapport liggje, for andre har skrive i han",
        "Left a shared report in place, for others have written in it",
    )
    consent_confirmed = (
        "consent confirmed",
        "Bekreftet samtykke til en film",
        "Stadfesta samtykke til ein film",
        "Confirmed consent to a film",
    )
    consent_given = (
        "consent given",
        "Sa selv ja til å vises på film",
        "Sa sjølv ja til å visast på film",
        "Consented in person to be shown in a film",
    )
    consent_withdrawn = (
        "consent withdrawn",
        "Trakk samtykket til en film",
        "Trekte samtykket til ein film",
        "Withdrew consent to a film",
    )
    own_template_uploaded = (
        "own template uploaded",
        "Lastet opp en egen mal",
        "Lasta opp ein eigen mal",
        "Uploaded a template of the unit's own",
    )
    own_template_put_aside = (
        "own template put aside",
        "La bort den egne malen og tok i bruk vår",
        "La bort den eigne malen og tok i bruk vår",
        "Put the unit's own template aside and took up ours",
    )

    backup_restored = (
        "backup restored",
        "La tilbake en sikkerhetskopi av databasen",
        "La tilbake ein tryggingskopi av databasen",
        "Put back a backup of the database",
    )
    database_moved = (
        "database moved",
        "Flyttet databasen til PostgreSQL",
        "Flytta databasen til PostgreSQL",
        "Moved the database to PostgreSQL",
    )
    sessions_ended = "sessions ended", "Avsluttet innlogginger", "Avslutta innloggingar", "Ended sign-ins"
    person_exported = (
        "person exported",
        "Hentet ut alt om en person",
        "Henta ut alt om ein person",
        "Exported everything about a person",
    )
    question_answered = (
        "question answered",
        "Svarte på et spørsmål",
        "Svarte på eit spørsmål",
        "Answered a question",
    )
    person_erased = "person erased", "Slettet en person", "Sletta ein person", "Erased a person"
    erased = (
        "erased",
        "Tok en person ut av loggen",
        "Tok ein person ut av loggen",
        "Took a person out of the log",
    )
