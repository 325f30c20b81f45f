"""The two kinds of wire model: answers describe documents that exist already, requests check what callers send."""

from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """A document that the API sends. Every field is always there; null is a value with a meaning of its own."""

    model_config = ConfigDict(extra="ignore")


class Request(BaseModel):
    """A document that a caller sends. Unknown fields, NaN and infinity are refused."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)
