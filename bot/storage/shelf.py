"""Plans that were handed on as a link, by the token in the link."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Column, DateTime, MetaData, String, Table, Text, create_engine, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import SQLAlchemyError

TABLES = MetaData()
PLANS = Table(
    "plans",
    TABLES,
    Column("token", String(32), primary_key=True),
    Column("trip", Text, nullable=False),
    Column("kept_at", DateTime, nullable=False),
)
MOST_BYTES = 100_000  # a plan of a week has about 20,000


class ShelfError(Exception):
    """The shelf cannot be opened or written."""


class Shelf:
    """A file of plans; nothing in it says whose they are."""

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._engine = create_engine(f"sqlite:///{folder / 'plans.sqlite'}")
            TABLES.create_all(self._engine)
        except (OSError, SQLAlchemyError) as error:
            raise ShelfError(f"DATA_DIR: {folder} cannot hold plans; make it writable") from error

    def keep(self, token: str, trip: str, now: datetime) -> None:
        """Keeps a plan under its token; one that is there already stays. Raises ShelfError where it cannot."""
        if len(trip.encode()) > MOST_BYTES:
            raise ShelfError(f"a plan of {len(trip.encode())} bytes is too large; at most {MOST_BYTES} are kept")
        row = insert(PLANS).values(token=token, trip=trip, kept_at=now.replace(tzinfo=None))
        try:
            with self._engine.begin() as connection:
                connection.execute(row.on_conflict_do_nothing())
        except SQLAlchemyError as error:
            raise ShelfError(f"the plan {token} could not be kept") from error

    def find(self, token: str) -> str | None:
        """The plan under the token; None where there is none."""
        with self._engine.connect() as connection:
            return connection.scalar(select(PLANS.c.trip).where(PLANS.c.token == token))

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()
