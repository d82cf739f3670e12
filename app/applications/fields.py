"""The fields of a typed application, as pages send them."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Form

from app.applications.typed import TypedApplication, TypedPerson

Text = Annotated[str, Form()]
Texts = Annotated[list[str], Form(default_factory=list)]


@dataclass
class ApplicationFields:
    """A person's fields stand in the same place of each list; a row without a name is none."""

    name: Texts
    email: Texts
    role: Texts
    profession: Texts
    trust: Text = ""
    team: Text = ""
    unit: Text = ""
    theme: Text = ""
    problem: Text = ""
    aim: Text = ""
    case_number: Text = ""
    file: Text = ""
    received: Text = ""

    def typed(self, organisation: str) -> TypedApplication:
        rows = zip(self.name, self.email, self.role, self.profession, strict=False)
        return TypedApplication(
            organisation=organisation,
            team=self.team,
            unit=self.unit,
            theme=self.theme,
            problem=self.problem,
            aim=self.aim,
            people=tuple(TypedPerson(*row) for row in rows if row[0].strip()),
            case_number=self.case_number,
            file=self.file,
        )


FieldsDep = Annotated[ApplicationFields, Depends()]
