"""Time zones as Outlook takes them: Windows names, and the few IANA names that are documented."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from graph_adapters.sandbox.engine.answers import Json, bad_request

WINDOWS = {
    "UTC": "UTC",
    "GMT Standard Time": "Europe/London",
    "Greenwich Standard Time": "Atlantic/Reykjavik",
    "W. Europe Standard Time": "Europe/Berlin",
    "Romance Standard Time": "Europe/Paris",
    "Central Europe Standard Time": "Europe/Budapest",
    "Central European Standard Time": "Europe/Warsaw",
    "FLE Standard Time": "Europe/Kiev",
    "GTB Standard Time": "Europe/Bucharest",
    "Turkey Standard Time": "Europe/Istanbul",
    "Russian Standard Time": "Europe/Moscow",
    "Eastern Standard Time": "America/New_York",
    "Central Standard Time": "America/Chicago",
    "Mountain Standard Time": "America/Denver",
    "Pacific Standard Time": "America/Los_Angeles",
    "India Standard Time": "Asia/Calcutta",
    "China Standard Time": "Asia/Shanghai",
    "Tokyo Standard Time": "Asia/Tokyo",
    "AUS Eastern Standard Time": "Australia/Sydney",
}
IANA = set(WINDOWS.values())  # one city a zone; Oslo, Copenhagen and Stockholm are not among them
CANONICAL = {name.casefold(): name for name in (*IANA, *WINDOWS)}
YEARS = range(1601, 4500)
PLAIN = "%Y-%m-%dT%H:%M:%S"


def canonical_zone(name: str) -> str:
    """Return a zone's name as Outlook writes it; it reads the name in any case."""
    known = CANONICAL.get(name.strip().casefold())
    if known is None:
        message = f"A valid TimeZone value must be specified. This TimeZone value is not supported: '{name}'."
        raise bad_request(message, "TimeZoneNotSupportedException")
    return known


def zone_named(name: str) -> ZoneInfo:
    known = canonical_zone(name)
    return ZoneInfo(WINDOWS.get(known, known))


def instant_of(value: Json) -> datetime:
    """{dateTime, timeZone} as a point in time."""
    try:
        naive = datetime.fromisoformat(value["dateTime"])
    except ValueError:
        raise bad_request("The dateTime is not a date and time.", "ErrorInvalidParameter") from None
    if naive.year not in YEARS:
        raise bad_request("The dateTime is out of range.", "ErrorInvalidParameter")
    return naive if naive.tzinfo else naive.replace(tzinfo=zone_named(value["timeZone"]))


def on_the_wall(value: Json) -> Json:
    """Write a time as the clock on the wall shows it: what is sent with Z or an offset is that very moment."""
    zone = canonical_zone(value["timeZone"])
    local = instant_of(value).astimezone(zone_named(zone))
    return {"dateTime": local.strftime(PLAIN), "timeZone": zone}


def in_zone(value: Json, name: str) -> Json:
    """Tell the same point in time in the zone asked for."""
    local = instant_of(value).astimezone(zone_named(name))
    return {"dateTime": local.strftime(PLAIN) + ".0000000", "timeZone": canonical_zone(name)}


def whole_day(value: Json, name: str) -> Json:
    """Tell the day of an event without hours: midnight, in whatever zone is asked for."""
    return {"dateTime": f"{value['dateTime'][:10]}T00:00:00.0000000", "timeZone": canonical_zone(name)}


def query_moment(text: str) -> datetime:
    """Read a calendar view's edge: UTC when nothing else is said."""
    try:
        value = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        raise bad_request(f"The value '{text}' is not a date and time.", "ErrorInvalidParameter") from None
    return value if value.tzinfo else value.replace(tzinfo=UTC)
