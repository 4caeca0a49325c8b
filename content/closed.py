"""The base of everything read from content/: frozen, closed to unknown keys, and aware of its sources."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from content.dates import AsOf, parse_as_of
from content.text import Text

ID_PATTERN = r"^[a-z][a-z0-9_]{1,23}$"
ID_RULE = "an id is 2 to 24 of a-z, 0-9 and _, starting with a letter"

Id = Annotated[str, Field(pattern=ID_PATTERN)]
Confidence = Literal["official", "reported", "single", "conflicting"]


def _dated(written: str) -> str:
    parse_as_of(written)
    return written


def _sourced(written: str) -> str:
    if not written.strip():
        raise ValueError("a source is missing; name the page, paper or notice")
    return written


def fault(at: str, said: str) -> PydanticCustomError:
    """The error for the validator of a group of keys to raise when one key is wrong; it is told at that key's line."""
    return PydanticCustomError("at_key", "{said}", {"said": said, "at": at})


Dated = Annotated[str, AfterValidator(_dated)]
Provenance = Annotated[str, AfterValidator(_sourced)]


class Closed(BaseModel):
    """A frozen model that refuses keys it does not know."""

    # Only the file's spelling of a key counts (`zh-Hant`, `from`), or a second spelling would slip past the README.
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)


class Bilingual(Closed):
    """A wording in both written languages; Traditional is derived when it is not given."""

    en: str = Field(min_length=1)
    zh: str = Field(min_length=1)
    hant: str | None = Field(default=None, alias="zh-Hant")

    @property
    def text(self) -> Text:
        """The wording as a Text."""
        return Text(self.en, self.zh, self.hant)


class Sourced(Closed):
    """Something that somebody says: its source, the date it speaks of, and whether its link may be shown."""

    source: Provenance
    as_of: Dated
    confidence: Confidence | None = None
    publisher: str | None = None
    note: str | Bilingual | None = None
    link_ok: bool = True
    mirror: bool = False

    @property
    def dated(self) -> AsOf:
        """The date the source speaks of."""
        return parse_as_of(self.as_of)

    @property
    def link(self) -> str | None:
        """The page to show a visitor; None where there is none or it must not be shown."""
        return self.source if self.source.startswith("http") and self.link_ok and not self.mirror else None

    @property
    def is_advice(self) -> bool:
        """True for plain advice of the editors, which claims no fact."""
        return self.source.startswith("advice:")
