"""Every answer has every key of the published example, with the same JSON type."""

from fnmatch import fnmatch
from typing import Any

from support.graph import pack
from support.sandbox.story import Step, told

pytestmark = pack.needs_pack

# The operation whose answer a page's example is; a page that stands for none is left out.
PAGES = {
    "calendar-getschedule": "calendar.getSchedule",
    "channel-get": "channel.get",
    "channel-get-filesfolder": "channel.filesFolder.get",
    "channel-get-tabs": "tabs.get",
    "channel-list": "channel.list",
    "channel-list-tabs": "tabs.list",
    "channel-post": "channel.create",
    "channel-post-tabs": "tabs.create",
    "drive-get": "drive.get",
    "driveitem-createuploadsession": (
        "driveItem.createUploadSession driveItem.createUploadSessionByPath uploadSession.putRange"
    ),
    "driveitem-delta": "driveItem.delta driveItem.deltaWithToken driveItem.delta.sdk",
    "driveitem-list-children": "driveItem.children.list",
    "driveitem-move": "driveItem.update",
    "driveitem-post-children": "driveItem.folder.create",
    "driveitem-put-content": "driveItem.content.putByPath",
    "driveitem-update": "driveItem.update",
    "event-delta": "calendarView.delta",
    "event-get": "event.get",
    "event-list-instances": "event.instances",
    "event-update": "event.update",
    "group-get": "group.get",
    "group-list": "group.list",
    "group-list-members": "group.members.list",
    "invitation-post": "invitation.create",
    "onlinemeeting-createorget": "onlineMeeting.createOrGet",
    "onlinemeeting-get": "onlineMeeting.get onlineMeeting.findByJoinUrl",
    "planner-post-buckets": "bucket.create",
    "planner-post-tasks": "task.create",
    "plannerbucket-get": "bucket.get",
    "plannerbucket-list-tasks": "bucket.tasks.list",
    "plannerbucket-update": "bucket.update",
    "plannerbuckettaskboardtaskformat-get": "task.bucketTaskBoardFormat.get",
    "plannerbuckettaskboardtaskformat-update": "task.bucketTaskBoardFormat.update",
    "plannergroup-list-plans": "group.planner.plans.list",
    "plannerplan-get": "plan.get",
    "plannerplan-list-tasks": "plan.tasks.list",
    "plannerplan-update": "plan.update",
    "plannerplandetails-update": "plan.details.update",
    "plannertask-get": "task.get",
    "plannertaskdetails-update": "task.details.update",
    "site-get": "site.get",
    "subscription-get": "subscription.get",
    "subscription-list": "subscription.list",
    "subscription-post-subscriptions": "subscription.create",
    "subscription-update": "subscription.update",
    "team-list-installedapps": "installedApps.list",
    "team-put-teams": "team.putOnGroup",
    "user-get": "user.get",
    "user-list": "user.list",
    "user-list-calendarview": "calendarView.list",
    "user-list-events": "event.list",
    "user-post-events": "event.create",
}

# Below these names stand ids and addresses, which are the example's own.
OPEN = ("assignments", "references", "checklist", "sharedWith")

EXCEPTIONS = {
    "*createdBy.user*": "an app is no user: only its own id is known",
    "*lastModifiedBy.user*": "an app is no user: only its own id is known",
    "drive-get.owner.user*": "the example is a person's drive; a library belongs to its group",
    "channel-post.moderationSettings*": "the example is the beta version's",
    "plannerplandetails-update.categoryDescriptions.*": "a category that nobody has named is null",
    "group-*preferredDataLocation*": "nobody has chosen one",
    "onlinemeeting-*autoAdmittedUsers*": "a name of 2021, gone from today's metadata",
    "onlinemeeting-*producers*": "a name of 2021, gone from today's metadata",
    "onlinemeeting-*contributors*": "a name of 2021, gone from today's metadata",
    "onlinemeeting-get.*ConferenceId*": "written with a capital only there",
    "onlinemeeting-get.*@odata.type*": "the type that is declared anyway",
    "onlinemeeting-get*.user.tenantId*": "not on the type identity in today's metadata",
    "onlinemeeting-get*.user.identityProvider*": "not on the type identity in today's metadata",
    "onlinemeeting-*toll*": "the meeting has no number that is free of charge",
    "subscription-*encryptionCertificate*": "the tenant gives no resource data, so there is none",
    "*teamsAppDefinition.azureADAppId*": "not on the type in today's metadata",
    "*teamsAppDefinition.requiredResourceSpecificApplicationPermissions*": "not in today's metadata",
    "user-*jobTitle*": "nobody has written one",
    "user-*mobilePhone*": "nobody has written one",
    "user-*officeLocation*": "nobody has written one",
    "user-*preferredLanguage*": "nobody has written one",
    "user-*postalCode*": "nobody has written one",
}


def _differences(published: Any, answer: Any, place: str) -> list[str]:
    if place.endswith(OPEN) and isinstance(published, dict) and isinstance(answer, dict):
        return _differences([*published.values()], [*answer.values()], place)
    if isinstance(published, dict) and isinstance(answer, dict):
        missing = [f"{place}.{key} is missing" for key in published if key not in answer]
        both = published.keys() & answer.keys()
        return missing + [
            found
            for key in sorted(both)
            for found in _differences(published[key], answer[key], f"{place}.{key}")
        ]
    if isinstance(published, list) and isinstance(answer, list):
        rows = [_differences(published[0], one, place) for one in answer] if published else []
        return min(rows, key=len, default=[])
    if published is None or _json_type(published) == _json_type(answer):
        return []
    return [f"{place} is {_json_type(answer)}, not {_json_type(published)}"]


def _json_type(value: Any) -> str:
    names = {bool: "boolean", int: "number", float: "number", str: "string", list: "array", dict: "object"}
    return names.get(type(value), "null")


def _closest(published: Any, steps: list[Step], page: str) -> list[str]:
    """An operation answers in several ways; one of them has to be the published one."""
    alike = [step for step in steps if step.answer and ("value" in step.answer) == ("value" in published)]
    found = [_differences(published, step.answer, page) for step in alike]
    return min(([one for one in each if not _is_known(one)] for each in found), key=len)


def _is_known(difference: str) -> bool:
    return any(fnmatch(difference, known) for known in EXCEPTIONS)


def test_every_answer_has_what_its_published_example_has() -> None:
    steps: dict[str, list[Step]] = {}
    for step in told():
        steps.setdefault(step.name, []).append(step)
    wrong = []
    for page, example in pack.examples():
        told_of = [step for name in PAGES.get(page, "").split() for step in steps[name]]
        wrong += _closest(example, told_of, page) if told_of else []
    assert wrong == []


def test_every_page_stands_for_an_operation_that_was_told() -> None:
    assert {step.name for step in told()} >= set(" ".join(PAGES.values()).split())
