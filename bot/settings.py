"""Settings from environment variables or `.env`. Nothing else reads the environment."""

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class SettingsError(Exception):
    """A setting that cannot be used."""


class Settings(BaseSettings):
    """Every setting by the name of its environment variable, in lower case."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    telegram_bot_token: SecretStr | None = None
    telegram_bot_token_file: Path | None = None
    telegram_bot_username: str | None = None
    telegram_base_url: str = "https://api.telegram.org/bot"
    telegram_base_file_url: str = "https://api.telegram.org/file/bot"
    public_url: str | None = None
    data_dir: Path = Field(default=ROOT / "data")
    content_dir: Path = Field(default=ROOT / "content")
    log_level: str = "INFO"

    @property
    def token(self) -> str | None:
        """The bot's token, from the variable or the file; None where neither is set."""
        if self.telegram_bot_token:
            return self.telegram_bot_token.get_secret_value()
        if self.telegram_bot_token_file:
            try:
                return self.telegram_bot_token_file.read_text(encoding="utf-8").strip() or None
            except OSError as error:
                raise SettingsError(
                    f"TELEGRAM_BOT_TOKEN_FILE cannot be read: {error.strerror}; check its path"
                ) from error
        return None


def read_settings() -> Settings:
    """The settings as the environment gives them. Raises SettingsError naming the variable that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        names = ", ".join(str(fault["loc"][0]).upper() for fault in error.errors())
        raise SettingsError(f"cannot use {names}: {error.errors()[0]['msg']}") from error
