"""What the language's words are called on the page."""

from app.web import said

NONE = ("", "–")
KINDS = (
    ("gathering", said("Samling")),
    ("check_in", said("Innsjekk")),
    ("mentor_meeting", said("Veiledermøte")),
    ("start_meeting", said("Oppstartsmøte")),
    ("phone_meeting", said("Telefonmøte")),
    ("digital_meeting", said("Digitalt møte")),
    ("closing", said("Avslutning")),
    ("network_meeting", said("Nettverksmøte")),
    ("board_meeting", said("Tavlemøte")),
    ("conference", said("Konferanse")),
)
AUDIENCES = (
    ("teams", said("Alle i teamene")),
    ("everyone", said("Teamene og veilederne")),
    ("some_teams", said("Noen av teamene")),
    ("leaders", said("Lederne")),
    ("mentors", said("Veilederne")),
    ("leaders_and_mentors", said("Teamlederne og veilederne")),
    ("sponsors", said("Øverste ledere og styringsgruppen")),
    ("faculty", said("De fagansvarlige")),
    ("organisation", said("Alle")),
)
MODES = (("physical", said("Fysisk")), ("digital", said("Digitalt")), ("mixed", said("Begge deler")))
PER = (("cohort", said("Hele kullet sammen")), ("team", said("Hvert team for seg")))
ARRANGED_BY = (
    NONE,
    ("team", said("Teamet avtaler selv")),
    ("unit", said("Forbedringsenheten setter tidene")),
)
LEADER_LEVELS = (
    ("director", said("Direktør")),
    ("n2", said("Nivået under direktøren")),
    ("leader_group", said("Ledergruppen")),
)
ASSUMPTIONS = (
    ("kind", said("slag")),
    ("audience", said("målgruppe")),
    ("per", said("for hvem")),
    ("mode", said("hvordan")),
    ("place", said("sted")),
    ("length", said("varighet")),
    ("year", said("år")),
    ("month", said("måned")),
    ("week", said("uke")),
    ("day", said("dag")),
    ("weekday", said("ukedag")),
    ("time", said("klokkeslett")),
)
DELIVERABLE_TYPES = (
    ("status_report", said("Statusrapport")),
    ("final_report", said("Sluttrapport")),
    ("video", said("Film")),
    ("poster", said("Poster")),
    ("presentation", said("Presentasjon")),
    ("pitch", said("Kort framlegg")),
    ("actions_plan", said("Tiltaksplan")),
    ("measurements_plan", said("Måleplan")),
    ("aim", said("Mål")),
    ("indicator", said("Indikator")),
    ("test_plan", said("Plan for utprøving")),
    ("sustainment_plan", said("Plan for å holde på resultatene")),
    ("self_evaluation", said("Selvevaluering")),
    ("evaluation", said("Evaluering")),
)
ROUTES = (
    ("channel", said("i kanalen")),
    ("mentor", said("til veileder")),
    ("mailbox", said("på e-post")),
    ("form", said("i et skjema")),
)
SHARES = (
    ("team", said("Teamet selv")),
    ("mentor", said("Teamet og veilederen")),
    ("gathering", said("Alle på samlingen")),
    ("network", said("Hele nettverket")),
)
ROLES = (
    ("leader", said("Leder")),
    ("project_leader", said("Prosjektleder")),
    ("team_leader", said("Teamleder")),
    ("nearest_leader", said("Nærmeste leder")),
    ("top_leader", said("Øverste leder")),
    ("measurement_lead", said("Måleansvarlig")),
    ("meeting_lead", said("Møteansvarlig")),
    ("union_rep", said("Tillitsvalgt")),
    ("safety_rep", said("Verneombud")),
    ("staff", said("Medarbeider")),
    ("mentor", said("Veileder")),
    ("improvement_agent", said("Forbedringsagent")),
    ("user_rep", said("Brukerrepresentant")),
    ("faculty", said("Fagansvarlig")),
    ("trust_contact", said("Foretakskontakt")),
    ("steering_group", said("Styringsgruppe")),
)
PEOPLE = tuple({**dict(ROLES), **dict(AUDIENCES)}.items())
"""Whom a meeting may require or excuse: a role's holders, or all an audience is for."""
WEEKDAYS = (
    NONE,
    ("monday", said("Mandag")),
    ("tuesday", said("Tirsdag")),
    ("wednesday", said("Onsdag")),
    ("thursday", said("Torsdag")),
    ("friday", said("Fredag")),
    ("saturday", said("Lørdag")),
    ("sunday", said("Søndag")),
)
LEVELS = (("hard", said("Skal")), ("soft", said("Bør")))
UNITS = (("team", said("Team")), ("person", said("Personer")))
LANGUAGES = (("nb", "Bokmål"), ("nn", "Nynorsk"))
CHECKS = (
    ("max_seconds", said("Lengste film i sekunder")),
    ("max_minutes", said("Lengste film i minutter")),
    ("landscape", said("Filmet liggende")),
    ("consent", said("Samtykke fra alle i filmen")),
    ("fields", said("Felter som skal være fylt ut")),
)
NEEDS = (
    ("measured_result", said("et målt resultat")),
    ("poster", said("en poster")),
    ("jury", said("en jury")),
)
