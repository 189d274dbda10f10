"""Shapes of answers: what the domain's own types show outside."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


class Out(BaseModel):
    """Base of what answers are made of; reads the domain's types attribute by attribute."""

    model_config = ConfigDict(from_attributes=True)


Moment = Annotated[datetime, AfterValidator(lambda at: at.astimezone(UTC))]
Version = Annotated[int, Field(ge=1, le=2_147_483_647, description="Grows with every change; also the ETag.")]
Count = Annotated[int, Field(ge=0, le=2_147_483_647)]
