"""Commands for labelling: what to label next, what came back, what may be wrong, and what is missed."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from pipeline.bench.audit import Share, draw_sample, estimate, read_sheet, write_sheet
from pipeline.bench.choose import choose, doubt_about, doubt_between
from pipeline.bench.doccano import from_doccano, label_types, to_doccano
from pipeline.bench.label_studio import from_label_studio, interface, to_label_studio
from pipeline.bench.labels import Labelled, Task, check_labelled, to_markup, to_rows
from pipeline.bench.noise import cross_validated, find_suspects
from pipeline.bench.texts import LabelledText, read_gold
from pipeline.bench.unlabelled import read_scores, read_tables, sentence_tasks, silent_passages, step_doubt
from pipeline.concepts.files import read_concept_files
from pipeline.concepts.ladder import read_sentences
from pipeline.errors import InputError


def label(options: Namespace) -> None:
    """Write the most informative sentences as tasks: .json for Label Studio, .jsonl for Doccano."""
    tables = read_tables(options.data)
    tasks = sentence_tasks(tables, _doubt(options) or step_doubt(tables))
    doubt = np.array([task.score for task in tasks], dtype=np.float64)
    chosen = [tasks[i] for i in choose([t.text for t in tasks], doubt, count=options.count)]
    concepts = [c.id for c in read_concept_files(options.models / "concepts")]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    for path, text in _tasks(options.out, chosen, concepts).items():
        path.write_text(text, encoding="utf-8")
        print(path)
    print(f"{len(chosen)} of {len(tasks)} sentences")


def _doubt(options: Namespace) -> dict[str, float]:
    if options.scores is None:
        return {}
    keys, probabilities = read_scores(options.scores)
    numbers = probabilities.to_numpy(dtype=np.float64)
    doubt = doubt_between(numbers) if options.kind == "one" else doubt_about(numbers)
    return dict(zip(keys, map(float, doubt), strict=True))


def _tasks(out: Path, tasks: list[Task], concepts: list[str]) -> dict[Path, str]:
    if out.suffix == ".json":
        text = json.dumps(to_label_studio(tasks), ensure_ascii=False, indent=1)
        return {out: text + "\n", out.with_suffix(".xml"): interface(concepts)}
    if out.suffix == ".jsonl":
        labels = json.dumps(label_types(concepts), ensure_ascii=False, indent=1)
        return {out: to_doccano(tasks), out.with_suffix(".labels.json"): labels + "\n"}
    raise InputError(f"the ending {out.suffix!r} is unknown", expected=".json (Label Studio) or .jsonl (Doccano)")


def labelled(options: Namespace) -> None:
    """Turn what came back into a file of gold markup (.txt), or rows for the ladder (.csv)."""
    read = _read_labelled(options.file)
    check_labelled(read, {c.id for c in read_concept_files(options.models / "concepts")})
    if options.out.exists():
        raise InputError(f"{options.out} is there already", remedy="give another name")
    if options.out.suffix == ".csv":
        text = to_rows(read, theme=options.theme)
    else:
        text = to_markup(read, author=options.author, theme=options.theme)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(text, encoding="utf-8")
    print(f"{options.out}: {len(read)} sentences")


def _read_labelled(path: Path) -> list[Labelled]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        return from_doccano(text) if path.suffix == ".jsonl" else from_label_studio(json.loads(text))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        expected = "the export of Label Studio (.json) or Doccano (.jsonl)"
        raise InputError(f"cannot be read: {error}", expected=expected, where=str(path)) from None


def noise(options: Namespace) -> None:
    """List the steps that a model contradicts, in the ladder's sentences and the gold."""
    rows = _steps(options.models / "ladder" / "sentences.csv", read_gold(options.gold))
    texts, steps, groups, places, shown = (list(column) for column in zip(*rows, strict=True))
    classes, probabilities = cross_validated(texts, steps, groups=groups)
    suspects = find_suspects(steps, classes, probabilities)
    print(f"{len(suspects)} of {len(rows)} labels are suspect; the first {min(options.count, len(suspects))}:")
    for one in suspects[: options.count]:
        scores = f"{one.given} {one.given_score:.2f}, rather {one.suggested} {one.suggested_score:.2f}"
        print(f"{places[one.index]}: {scores}: {shown[one.index]}")


def _steps(ladder: Path, gold: Iterable[LabelledText]) -> list[tuple[str, str, str, str, str]]:
    """Sentence, step, theme, place and what may be shown of it."""
    labelled = enumerate(read_sentences(ladder), 2)
    rows = [(s.text, s.step, s.theme, f"{ladder.name}:{i}", s.text) for i, s in labelled if s.step]
    for text in gold:
        for (start, end), step in zip(text.sentences, text.steps, strict=True):
            if step:
                theme = text.id.rsplit("/", maxsplit=1)[0]
                rows.append((text.text[start:end], step, theme, text.id, text.shown(start, end)))
    return rows


def audit(options: Namespace) -> None:
    """Write a sheet of passages in which nothing was found."""
    passages, found = silent_passages(read_tables(options.data), by=options.by)
    silent: dict[str, int] = {}
    for passage in passages:
        silent[passage.stratum] = silent.get(passage.stratum, 0) + 1
    sample = draw_sample(passages, count=options.count, seed=options.seed)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(write_sheet(sample, silent=silent, found=found), encoding="utf-8-sig")
    print(f"{options.out}: {len(sample)} of {len(passages)} passages; fill in the column `concepts` (- for none)")


def audited(options: Namespace) -> None:
    """Estimate from a filled sheet what is missed."""
    concepts = {c.id for c in read_concept_files(options.models / "concepts")}
    try:
        text = options.file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", expected="the sheet, as CSV in UTF-8") from None
    result = estimate(read_sheet(text, concepts, where=str(options.file)), seed=options.seed)
    print(f"passages read: {result.missed.read}, with a concept: {result.missed.hits}")
    print(f"of the passages in which nothing was found, {_told(result.missed)} hold a concept")
    print(f"recall of passages: {_told(result.recall)}")
    _list("by stratum", result.strata)
    _list("concepts missed, as a share of the passages read", result.concepts)


def _told(share: Share) -> str:
    return f"{share.share:.1%} (95 % interval {share.low:.1%} to {share.high:.1%})"


def _list(title: str, shares: Mapping[str, Share]) -> None:
    if shares:
        print(f"{title}:")
    for name, share in shares.items():
        print(f"  {name}: {share.hits} of {share.read}, {_told(share)}")
