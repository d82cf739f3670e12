"""The pages of the service, by their routes, with an example of what each address needs."""

from __future__ import annotations

from typing import Any

COHORT, TEMPLATE = {"cohort_id": 1}, {"key": "torn-kull-3"}
PAGES: dict[str, dict[str, Any]] = {
    "/": {},
    "/innlogginger": {},
    "/nytt-kull": {},
    "/skoleferier": {},
    "/program": {},
    "/program/{key}": TEMPLATE,
    "/program/{key}/endre": TEMPLATE,
    "/teknisk-status": {},
    "/kull/{cohort_id}": COHORT,
    "/kull/{cohort_id}/datoer": COHORT,
    "/kull/{cohort_id}/pamelding": COHORT,
    "/kull/{cohort_id}/soknader": COHORT,
    "/kull/{cohort_id}/klargjoring": COHORT,
    "/kull/{cohort_id}/klargjoring/fremdrift": COHORT,
    "/kull/{cohort_id}/klargjoring/for-hand": COHORT,
    "/kull/{cohort_id}/klargjoring/angre": COHORT,
    "/kull/{cohort_id}/endret-utenfra": COHORT,
    "/kull/{cohort_id}/logg": COHORT,
    "/kull/{cohort_id}/utboks": COHORT,
    "/kull/{cohort_id}/oversikt": COHORT,
    "/kull/{cohort_id}/innleveringer": COHORT,
    "/kull/{cohort_id}/innleveringer/maler": COHORT,
    "/kull/{cohort_id}/innleveringer/kanaler": COHORT,
    "/kull/{cohort_id}/videoer": COHORT,
    "/kull/{cohort_id}/moter": COHORT,
    "/kull/{cohort_id}/moter/{meeting_id}": COHORT | {"meeting_id": 1},
    "/kull/{cohort_id}/moter/{meeting_id}/flytt": COHORT | {"meeting_id": 1},
    "/kull/{cohort_id}/moter/{meeting_id}/oppmote": COHORT | {"meeting_id": 1},
    "/kull/{cohort_id}/moter/{meeting_id}/endre": COHORT | {"meeting_id": 1},
    "/kull/{cohort_id}/kalenderlenker": COHORT,
    "/innleveringer/{submission_id}": {"submission_id": 1},
    "/kull/{cohort_id}/videoer/vis": COHORT,
    "/team/{team_uid}": {"of": "the first team"},
    "/hva-na/{token}": {"of": "its leader"},
    "/samtykke/{token}": {"of": "one of them"},
    "/soknad/{token}": {"of": "a trust's contact"},
    "/forpliktelse/{token}": {"of": "a nearest leader"},
    "/oppmote/{token}": {"of": "the first meeting"},
    "/personvern": {},
    "/signed-out": {},
}
"""Every page of ours, and one of each that there is in a service that holds something. A new page is added here."""
