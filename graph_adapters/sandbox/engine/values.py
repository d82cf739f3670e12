# ruff: noqa: N815 -- Graph's own names
"""Values that several services take: people's addresses, points in time, texts, places, files sent along."""

from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field, StringConstraints, field_validator

from graph_adapters.sandbox.engine.routes import Body


def lower_case_first(value: Any) -> Any:  # noqa: ANN401 -- Outlook does not tell "Required" from "required"
    return value[:1].lower() + value[1:] if isinstance(value, str) else value


def _real(text: str) -> str:
    datetime.fromisoformat(text)
    return text


Moment = Annotated[
    str,
    StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)$"),
    AfterValidator(_real),
]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d$"), AfterValidator(_real)]


class Address(Body):
    graph_type: ClassVar[str] = "emailAddress"
    address: str = Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
    name: str | None = None


class Recipient(Body):
    graph_type: ClassVar[str] = "recipient"
    emailAddress: Address


class ResponseStatus(Body):
    graph_type: ClassVar[str] = "responseStatus"
    response: (
        Literal["none", "organizer", "tentativelyAccepted", "accepted", "declined", "notResponded"] | None
    ) = None
    time: Moment | None = None


class Attendee(Body):
    graph_type: ClassVar[str] = "attendee"
    emailAddress: Address
    type: Literal["required", "optional", "resource"] = "required"
    status: ResponseStatus | None = None  # accepted and not used: an answer is the attendee's own
    _lower = field_validator("type", mode="before")(lower_case_first)


class ItemBody(Body):
    graph_type: ClassVar[str] = "itemBody"
    contentType: Literal["html", "text"]
    content: str
    _lower = field_validator("contentType", mode="before")(
        lambda value: value.lower() if isinstance(value, str) else value
    )


class When(Body):
    graph_type: ClassVar[str] = "dateTimeTimeZone"
    dateTime: str = Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?$")
    timeZone: str


class PhysicalAddress(Body):
    graph_type: ClassVar[str] = "physicalAddress"
    street: str | None = None
    city: str | None = None
    state: str | None = None
    countryOrRegion: str | None = None
    postalCode: str | None = None


class Coordinates(Body):
    graph_type: ClassVar[str] = "outlookGeoCoordinates"
    latitude: float | None = None
    longitude: float | None = None
    accuracy: float | None = None
    altitude: float | None = None
    altitudeAccuracy: float | None = None


class Place(Body):
    graph_type: ClassVar[str] = "location"
    displayName: str | None = None
    locationType: (
        Literal[
            "default",
            "conferenceRoom",
            "homeAddress",
            "businessAddress",
            "geoCoordinates",
            "streetAddress",
            "hotel",
            "restaurant",
            "localBusiness",
            "postalAddress",
        ]
        | None
    ) = None
    locationUri: str | None = None
    locationEmailAddress: str | None = None
    uniqueId: str | None = None
    uniqueIdType: Literal["unknown", "locationStore", "directory", "private", "bing"] | None = None
    address: PhysicalAddress | None = None
    coordinates: Coordinates | None = None


class ExtendedProperty(Body):
    graph_type: ClassVar[str] = "singleValueLegacyExtendedProperty"
    id: str = Field(
        pattern=r"(?i)^(String|Integer|Boolean|SystemTime) "
        r"(\{[0-9a-f-]{36}\} (Name .+|Id 0x[0-9a-f]+)|0x[0-9a-f]+)$"
    )
    value: str


class Header(Body):
    graph_type: ClassVar[str] = "internetMessageHeader"
    name: str = Field(pattern=r"(?i)^x-")
    value: str


class FileAttachment(Body):
    graph_type: ClassVar[str] = "fileAttachment"
    odata_type: str = Field(alias="@odata.type", pattern=r"(?i)^#?microsoft\.graph\.fileAttachment$")
    name: str
    contentType: str | None = None
    contentBytes: str = Field(pattern=r"^[A-Za-z0-9+/\s]*={0,2}\s*$")
    contentId: str | None = None
    isInline: bool | None = None


class ItemAttachment(Body):
    """A mail, a contact or an event as an attachment: `item` is the thing in Graph's own words."""

    graph_type: ClassVar[str] = "itemAttachment"
    odata_type: str = Field(alias="@odata.type", pattern=r"(?i)^#?microsoft\.graph\.itemAttachment$")
    name: str
    item: dict[str, Any]


class ReferenceAttachment(Body):
    """A link to a file in a cloud; v1.0 shows no address of it."""

    graph_type: ClassVar[str] = "referenceAttachment"
    odata_type: str = Field(alias="@odata.type", pattern=r"(?i)^#?microsoft\.graph\.referenceAttachment$")
    name: str


class FolderFacet(Body):
    graph_type: ClassVar[str] = "folder"
    childCount: int | None = None


class FileFacet(Body):
    graph_type: ClassVar[str] = "file"
    ignored: ClassVar[frozenset[str]] = frozenset({"hashes", "mimeType", "processingMetadata"})
