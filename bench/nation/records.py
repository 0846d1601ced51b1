"""What was measured, one line of JSON per job: nothing measured is lost when stopped."""

import json
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any


class Records:
    """Answers of jobs by the number of people and the name of the job."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lines: list[dict[str, Any]] = []
        if path.exists():
            lines = path.read_text(encoding="utf-8").splitlines()
            self._lines = [json.loads(line) for line in lines]

    def add(self, people: int, job: str, answer: dict[str, Any]) -> None:
        line = {"people": people, "job": job, "answer": answer}
        self._lines.append(line)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def answers(self, people: int, job: str) -> list[dict[str, Any]]:
        return [
            line["answer"]
            for line in self._lines
            if (line["people"], line["job"]) == (people, job)
        ]

    def loads(self) -> list[float]:
        """How many processes wanted a core before each job began."""
        answers = (line["answer"] for line in self._lines)
        return [answer["load"] for answer in answers if "load" in answer]

    def sizes(self) -> list[int]:
        return sorted({line["people"] for line in self._lines})


def usual(answers: Sequence[dict[str, Any]], name: str) -> float:
    return median(answer[name] for answer in answers)
