"""What a tenant holds when the example, Tørn kull 3 started in 2026, is provisioned on 1 April 2026.

Written by hand from `examples/torn-kull-3/teams.txt` and the invitation's programme; nothing here is computed
by the code it is held against.

In the teams: 72 places, 71 people (one sits in two teams); two of them are outside the directory or want mail only.
Around them: 8 mentors, each needed in a team without an improvement agent, 3 who lead the gatherings, 6 nearest
leaders outside their team.
"""

TEAMS = [
    "Døgnrytme psykisk helse",
    "Farmasøyt på sengepost",
    "Ferdighetstrening Hammerfest",
    "Kostvert Bodø",
    "Kostvert Kirkenes",
    "Operasjonsstuer Mosjøen",
    "Pasientflyt Mo i Rana",
    "Pasientflyt medisin Tromsø",
    "Poliklinikk med plass",
    "Portør i Harstad",
    "Simulering fødeavdelingen",
    "Sykepleier på dagkirurgi",
    "Sykepleier på dialysen",
    "Trygg hjemreise Narvik",
    "Turnus intensiv",
]

FOLDERS = ["01 Presentasjon", "02 Fremdriftsplaner", "03 Statusrapporter", "04 Målinger", "05 Poster"]

FILES = [
    "01 Presentasjon/Teampresentasjon.docx",
    "02 Fremdriftsplaner/Fremdriftsplan målinger.xlsx",
    "02 Fremdriftsplaner/Fremdriftsplan tiltak.xlsx",
    "03 Statusrapporter/Statusrapport 1.docx",
    "03 Statusrapporter/Statusrapport 2.docx",
    "03 Statusrapporter/Statusrapport 3.docx",
    "05 Poster/Poster.pptx",
]

SHARED_FOLDERS = [
    "Delte rapporter",
    "Godkjente rapporter",
    "Samling 1",
    "Samling 2",
    "Samling 3",
    "Samling 4",
]

TABS = ["Oppgaver", "Våre filer"]

# Title, bucket, last day. Samling 1 is on 16 September, 2 on 4 November, 3 on 28 January, 4 on 12 May.
TASKS = [
    ("Samle teamet og nærmeste leder", "Oppstart – før samling 1", "2026-08-12"),
    ("Invitere veilederen til oppstartsmøte", "Oppstart – før samling 1", "2026-08-19"),
    ("Delta på grunnkurs i kvalitetsforbedring", "Oppstart – før samling 1", "2026-09-02"),
    ("Samle informasjon som belyser problemstillingen", "Oppstart – før samling 1", "2026-09-02"),
    ("Lage teampresentasjon på video", "Oppstart – før samling 1", "2026-09-11"),
    ("Forankre forslaget til målsetning", "Mellom samling 1 og 2", "2026-09-30"),
    ("Levere statusrapport 1", "Mellom samling 1 og 2", "2026-10-28"),
    ("Levere fremdriftsplan for målinger", "Mellom samling 2 og 3", "2026-11-18"),
    ("Levere fremdriftsplan for tiltak", "Mellom samling 2 og 3", "2026-11-18"),
    ("Ta indikatoren i bruk og prioritere tiltak", "Mellom samling 2 og 3", "2026-11-19"),
    ("Levere statusrapport 2", "Mellom samling 2 og 3", "2027-01-21"),
    ("Gjennomføre småskalatest", "Mellom samling 3 og 4", "2027-03-11"),
    ("Levere statusrapport 3", "Mellom samling 3 og 4", "2027-05-05"),
    ("Sikre at endringene varer", "Avslutning", "2027-05-26"),
    ("Levere poster", "Avslutning", "2027-05-27"),
]

# Subject, start, end, all day, digital, how many must come, how many may come. 71 + 8 + 3 must come to what is for
# the teams, the 6 nearest leaders may; to check-ins the 3 of the faculty may, too. 8 + 3 must come to the mentors'
# meetings.
MEETINGS = [
    (
        "Digitalt forberedelsesmøte for alle deltakere",
        "2026-08-24T13:00",
        "2026-08-24T14:00",
        False,
        True,
        79,
        9,
    ),
    ("Samling 1", "2026-09-16T00:00", "2026-09-18T00:00", True, False, 82, 6),
    ("Digital innsjekk", "2026-10-19T13:00", "2026-10-19T14:00", False, True, 79, 9),
    ("Digitalt veiledermøte", "2026-10-26T13:00", "2026-10-26T14:00", False, True, 11, 0),
    ("Samling 2", "2026-11-04T00:00", "2026-11-06T00:00", True, False, 82, 6),
    ("Digital innsjekk", "2026-11-30T13:00", "2026-11-30T14:00", False, True, 79, 9),
    ("Digitalt veiledermøte", "2026-12-07T13:00", "2026-12-07T14:00", False, True, 11, 0),
    ("Samling 3", "2027-01-28T00:00", "2027-01-29T00:00", True, True, 82, 6),
    ("Digital innsjekk", "2027-03-01T13:00", "2027-03-01T14:00", False, True, 79, 9),
    ("Digitalt veiledermøte", "2027-03-08T13:00", "2027-03-08T14:00", False, True, 11, 0),
    ("Samling 4", "2027-05-12T00:00", "2027-05-14T00:00", True, False, 82, 6),
]

MEMBERS = 80  # 69 of the 71 in the teams, 8 mentors, 3 faculty
INVITATIONS = {8: 77, 11: 11}
"""How many people get how many: the 71 and the 6 leaders get eight, the mentors and the faculty all eleven.

Each gets one letter first that says so."""
