"""Which roles may use which route. A route that is not here is closed to everybody."""

from __future__ import annotations

from app.access.roles import Who

Roles = frozenset[Who]
ANYBODY: Roles = frozenset({Who.anybody})
THIS_MACHINE: Roles = frozenset({Who.this_machine})
SIGNED_IN: Roles = frozenset({Who.signed_in})
UNIT: Roles = frozenset({Who.administrator, Who.improvement_unit})
READERS: Roles = UNIT | {Who.insight}
FOLLOWERS: Roles = READERS | {Who.faculty}
MENTORS: Roles = UNIT | {Who.faculty, Who.mentor}
OWN_TEAM: Roles = frozenset({Who.mentor, Who.team_leader, Who.team_member})
TEAMS: Roles = FOLLOWERS | {Who.mentor, Who.team_leader, Who.team_member, Who.trust_contact}

ROUTES: dict[str, Roles] = {
    # the doors themselves
    "GET /health/live": ANYBODY,
    "GET /health/ready": ANYBODY,
    "POST /health/wake": THIS_MACHINE,
    "GET /sign-in": ANYBODY,
    "GET /sign-in/back": ANYBODY,
    "POST /sign-in/teams": SIGNED_IN,
    "POST /sign-out": ANYBODY,
    "GET /signed-out": ANYBODY,
    "POST /sprak": ANYBODY,
    "GET /api/openapi.json": SIGNED_IN,
    "GET /api/audit": READERS,
    "GET /api/audit/export": UNIT,
    # programmes
    "GET /api/programmes": SIGNED_IN,
    "POST /api/programmes": UNIT,
    "POST /api/programmes/check": READERS,
    "POST /api/programmes/{key}/versions": UNIT,
    "GET /api/programmes/{key}.yaml": SIGNED_IN,
    "GET /api/programmes/{key}": SIGNED_IN,
    # cohorts
    "GET /api/cohorts": SIGNED_IN,
    "POST /api/cohorts": UNIT,
    "POST /api/cohorts/{cohort_id}/enrolment": UNIT,
    "GET /api/cohorts/{cohort_id}/deviations": FOLLOWERS,
    "POST /api/cohorts/{cohort_id}/deviations": UNIT,
    "POST /api/cohorts/{cohort_id}/taken-over": UNIT,
    "GET /api/cohorts/{cohort_id}/preview": READERS,
    "GET /api/cohorts/{cohort_id}/provision": FOLLOWERS,
    "POST /api/cohorts/{cohort_id}/provision": UNIT,
    "GET /api/cohorts/{cohort_id}/events": FOLLOWERS,
    "GET /api/cohorts/{cohort_id}/drift": READERS,
    "POST /api/cohorts/{cohort_id}/drift": UNIT,
    "POST /api/cohorts/{cohort_id}/drift/decisions": UNIT,
    "GET /api/cohorts/{cohort_id}/by-hand": READERS,
    "POST /api/cohorts/{cohort_id}/by-hand/done": UNIT,
    "GET /api/cohorts/{cohort_id}/by-hand/file": UNIT,
    "POST /api/cohorts/{cohort_id}/hidden": UNIT,
    "GET /api/cohorts/{cohort_id}/activation": READERS,
    "POST /api/cohorts/{cohort_id}/activation": UNIT,
    "GET /api/cohorts/{cohort_id}/programme-version": READERS,
    "POST /api/cohorts/{cohort_id}/programme-version": UNIT,
    "GET /api/cohorts/{cohort_id}/closing": READERS,
    "POST /api/cohorts/{cohort_id}/closing": UNIT,
    "GET /api/cohorts/{cohort_id}/undo": READERS,
    "POST /api/cohorts/{cohort_id}/undo": UNIT,
    # meetings
    "PUT /api/meetings/{meeting_id}/time": UNIT,
    "PUT /api/meetings/{meeting_id}/place": UNIT,
    "POST /api/meetings/{meeting_id}/cancelled": UNIT,
    "GET /api/meetings/{meeting_id}/answers": FOLLOWERS,
    "PUT /api/meetings/{meeting_id}/stand-ins": UNIT,
    "POST /api/meetings/{meeting_id}/time-check": UNIT,
    "GET /api/meetings/{meeting_id}/time-check": UNIT,
    "PUT /api/cohorts/{cohort_id}/organiser": UNIT,
    "POST /api/cohorts/{cohort_id}/feeds": UNIT,
    "POST /api/cohorts/{cohort_id}/feeds/closed": UNIT,
    "GET /kalender/{token}.ics": ANYBODY,  # whoever has the address
    # attendance: by name in the team and to its mentor alone
    "GET /api/meetings/{meeting_id}/attendance": FOLLOWERS,
    "PUT /api/meetings/{meeting_id}/attendance": UNIT,
    "POST /api/meetings/{meeting_id}/attendance/closed": UNIT,
    "GET /api/meetings/{meeting_id}/unknown": UNIT,
    "POST /api/meetings/{meeting_id}/unknown": UNIT,
    "POST /api/meetings/{meeting_id}/door-list": UNIT,
    "POST /api/door-list/{token}": ANYBODY,  # whoever has pointed a telephone at the code
    "GET /api/cohorts/{cohort_id}/teams/{team_id}/attendance": OWN_TEAM,
    "GET /api/cohorts/{cohort_id}/leaders-attendance": UNIT | {Who.top_leader},
    "PUT /api/cohorts/{cohort_id}/leaders-attendance": UNIT,
    # one person's own
    "POST /api/people/export": UNIT,
    "POST /api/people/erase": UNIT,
    # submissions
    "GET /api/cohorts/{cohort_id}/submissions": TEAMS,
    "POST /api/cohorts/{cohort_id}/submissions": UNIT | {Who.mentor, Who.team_leader, Who.team_member},
    "GET /api/cohorts/{cohort_id}/submissions/waiting": FOLLOWERS,
    "GET /api/arrivals": UNIT,
    "POST /api/arrivals/{arrival_id}/place": UNIT,
    "POST /api/arrivals/{arrival_id}/set-aside": UNIT,
    "POST /api/submissions/{submission_id}/accept": MENTORS,
    "POST /api/submissions/{submission_id}/return": MENTORS,
    "POST /api/teams/{team_id}/exceptions": MENTORS,
    "POST /api/waiting/{libraryitem_id}/place": UNIT,
    "POST /api/waiting/{libraryitem_id}/set-aside": UNIT,
    "POST /api/teams/{team_id}/consent": UNIT | {Who.team_leader},
    "GET /api/cohorts/{cohort_id}/showreel": FOLLOWERS,
    "GET /api/cohorts/{cohort_id}/removals": UNIT,
    "POST /api/cohorts/{cohort_id}/removals": UNIT,
    "GET /samtykke/{token}": ANYBODY,
    "POST /samtykke/{token}": ANYBODY,
    "POST /graph/notifications": ANYBODY,
    "POST /graph/lifecycle": ANYBODY,
    # pages
    "GET /": SIGNED_IN,
    "GET /teknisk-status": READERS,
    "GET /program": SIGNED_IN,
    "GET /program/{key}": SIGNED_IN,
    "POST /program/{key}/kopi": UNIT,
    "GET /program/{key}/endre": UNIT,
    "POST /program/{key}/endre": UNIT,
    "GET /nytt-kull": UNIT,
    "POST /nytt-kull": UNIT,
    "GET /kull/{cohort_id}": FOLLOWERS,
    "GET /kull/{cohort_id}/datoer": FOLLOWERS,
    "POST /kull/{cohort_id}/datoer/bekreft": UNIT,
    "POST /kull/{cohort_id}/datoer/{meeting_id}": UNIT,
    "GET /kull/{cohort_id}/pamelding": READERS,
    "GET /kull/{cohort_id}/pamelding/mal": READERS,
    "POST /kull/{cohort_id}/pamelding/ark": UNIT,
    "POST /kull/{cohort_id}/pamelding/lagre": UNIT,
    "POST /kull/{cohort_id}/pamelding/forkast": UNIT,
    "POST /kull/{cohort_id}/pamelding/plasser": UNIT,
    "POST /kull/{cohort_id}/pamelding/veileder": UNIT,
    "GET /kull/{cohort_id}/klargjoring": READERS,
    "POST /kull/{cohort_id}/klargjoring": UNIT,
    "GET /kull/{cohort_id}/klargjoring/fremdrift": FOLLOWERS,
    "GET /kull/{cohort_id}/klargjoring/hendelser": FOLLOWERS,
    "POST /kull/{cohort_id}/klargjoring/igjen": UNIT,
    "GET /kull/{cohort_id}/klargjoring/for-hand": READERS,
    "POST /kull/{cohort_id}/klargjoring/for-hand": UNIT,
    "GET /kull/{cohort_id}/klargjoring/angre": UNIT,
    "POST /kull/{cohort_id}/klargjoring/angre": UNIT,
    "GET /kull/{cohort_id}/endret-utenfra": READERS,
    "POST /kull/{cohort_id}/endret-utenfra": UNIT,
    "POST /kull/{cohort_id}/endret-utenfra/se-etter": UNIT,
    "GET /kull/{cohort_id}/logg": READERS,
}
