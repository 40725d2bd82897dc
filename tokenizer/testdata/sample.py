"""A small inventory: what an ordinary module looks like to the tokenizer."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

DEFAULT_CURRENCY = "EUR"
VAT_RATES = {"standard": 0.19, "reduced": 0.07, "zero": 0.0}
MAX_LINES = 10_000
MASK = 0xFF00 | 0b1010 & ~0o17


class StockError(Exception):
    """Raised when an article can't be taken from the shelf."""

    def __init__(self, article, wanted, available):
        super().__init__(f"{article!r}: wanted {wanted}, only {available} left")
        self.article = article
        self.wanted = wanted
        self.available = available


@dataclass(order=True)
class Article:
    number: str
    name: str = field(compare=False)
    price: float = 0.0
    rate: str = "standard"
    tags: set[str] = field(default_factory=set)

    @property
    def gross(self) -> float:
        # Rounded half up, as on the invoice.
        return int(self.price * (1 + VAT_RATES[self.rate]) * 100 + 0.5) / 100

    def label(self, width=30):
        text = f"{self.number:>8} {self.name:<{width}} {self.gross:10.2f} {DEFAULT_CURRENCY}"
        return text if len(text) <= 80 else text[:77] + "..."


class Inventory:
    def __init__(self, articles=(), *, strict=True):
        self._stock = defaultdict(int)
        self._articles = {}
        self.strict = strict
        for article in articles:
            self.add(article)

    def __len__(self):
        return sum(self._stock.values())

    def __contains__(self, number):
        return number in self._articles and self._stock[number] > 0

    def add(self, article, count=1):
        if count < 1:
            raise ValueError("count must be at least 1, not %d" % count)
        self._articles[article.number] = article
        self._stock[article.number] += count
        return self

    def take(self, number, count=1):
        available = self._stock[number]
        if available < count:
            if self.strict:
                raise StockError(number, count, available)
            count = available
        self._stock[number] = available - count
        return count

    def search(self, *tags, name=None):
        for number, article in sorted(self._articles.items()):
            if tags and not article.tags.issuperset(tags):
                continue
            if name is not None and name.lower() not in article.name.lower():
                continue
            yield article

    def value(self):
        return sum(self._articles[number].gross * count
                   for number, count in self._stock.items() if count)


def load(path: Path | str) -> Inventory:
    inventory = Inventory()
    with open(path, encoding="utf-8") as file:
        for line_number, line in enumerate(file, start=1):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            if line_number > MAX_LINES:
                break
            try:
                entry = json.loads(line)
            except json.JSONDecodeError as error:
                print(f"{path}:{line_number}: {error}")
                continue
            match entry:
                case {"number": str(number), "name": str(name), **rest}:
                    tags = set(rest.get("tags", []))
                    article = Article(number, name, rest.get("price", 0.0), tags=tags)
                    inventory.add(article, rest.get("count", 1))
                case [number, name, price] if price >= 0:
                    inventory.add(Article(number, name, price))
                case _:
                    print("unknown entry: " + repr(entry), end="\n\n")
    return inventory


def report(inventory, largest=lambda article: -article.gross):
    lines = [article.label() for article in sorted(inventory.search(), key=largest)[:20]]
    total = inventory.value()
    lines += ["-" * 60, f"{'total':>8} {'':<30} {total:10.2f}"]
    return "\n".join(lines)


if __name__ == "__main__":
    import sys

    for argument in sys.argv[1:] or ["inventory.jsonl"]:
        print(report(load(argument)))
