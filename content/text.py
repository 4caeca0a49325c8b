"""One wording in several languages, and the chain of languages to fall back on."""

from dataclasses import dataclass

# Traditional falls back to Simplified before English: a reader of one reads the other.
FALLBACK = {"en": ("en", "zh"), "zh": ("zh", "en"), "zh-Hant": ("zh-Hant", "zh", "en")}


@dataclass(frozen=True, slots=True)
class Text:
    """A wording in English and Simplified Chinese, with its Traditional form where one was derived or given."""

    en: str
    zh: str
    hant: str | None = None

    def say(self, language: str) -> str:
        """The wording in `language`, or in the next language of its fallback chain."""
        for code in FALLBACK.get(language, FALLBACK["en"]):
            wording = {"en": self.en, "zh": self.zh, "zh-Hant": self.hant}[code]
            if wording:
                return wording
        return self.en
