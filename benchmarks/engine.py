"""Our engine without the guide's names and slots: trained on any sentences."""

from collections.abc import Sequence

from intents.dictionary import derive_dictionary
from intents.features import feature_tokens
from intents.match import Scored
from intents.normalise import normalise, tokenise
from intents.repair import Repair
from intents.tables import derive_tables
from intents.train import Row, train


class Engine:
    """Normalising, spelling repair, linear margins and the reject head, as the guide serves them."""

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        self._tables = derive_tables()
        made = [Row(intent, self._tokens(text), number) for number, (text, intent) in enumerate(rows)]
        self._linear, self._head = train(made, self._tables.pinyin)
        words = {token for row in made for token in row.tokens if token[0].isalpha() and token.isascii()}
        self._repair = Repair(words, derive_dictionary())

    def guess(self, text: str) -> tuple[str, float]:
        """The best intent and the trust that the line is any of them."""
        scored, trust = self.score(text)
        return scored.best, trust

    def score(self, text: str) -> tuple[Scored, float]:
        """All margins of a line, and the trust."""
        tokens = [part for token in self._tokens(text) for part in self._mended(token)]
        scored = self._linear.score(tokens, self._tables.pinyin)
        return scored, self._head.trust(scored, tokens)

    def _tokens(self, text: str) -> tuple[str, ...]:
        return tuple(feature_tokens(tokenise(normalise(text, self._tables.fold).folded)))

    def _mended(self, token: str) -> list[str]:
        return self._repair.mend(token) if token[0].isalpha() and token.isascii() else [token]
