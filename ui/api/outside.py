"""Shapes of answers: what the domain's own types show outside."""

import warnings
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.warnings import UnsupportedFieldAttributeWarning

from domain.settings import settings

# FastAPI silences this where it makes its fields; ours are built later, when an address is first asked
warnings.filterwarnings("ignore", category=UnsupportedFieldAttributeWarning)


class Out(BaseModel):
    """Base of what answers are made of; reads the domain's types attribute by attribute."""

    model_config = ConfigDict(from_attributes=True, defer_build=True)


Moment = Annotated[datetime, AfterValidator(lambda at: at.astimezone(UTC))]
Version = Annotated[int, Field(ge=1, le=2_147_483_647, description="Grows with every change; also the ETag.")]

Count = Annotated[int, Field(ge=0, le=2_147_483_647)]


def picture_url(field: str) -> Any:
    """The address of a picture, made from the field that holds the id of its file. A session or a token opens it."""
    return Field(validation_alias=AliasChoices(field), description="Needs a token, as all else does.")


def address_of_picture(file_id: Any) -> str | None:
    """Where the picture in a file is shown."""
    return f"{settings().base_url}/files/{file_id}/shown" if file_id else None


PictureUrl = Annotated[Annotated[str, Field(max_length=2000)] | None, BeforeValidator(address_of_picture)]
