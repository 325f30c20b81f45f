"""Time and memory of the niche method, in processes of their own and on one thread, beside a floor and the teacher."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from app.training.niche.panel import read_titles
from bench.niche.research import data_file

TITLES: Final = 10_000
TEACHER_TITLES, QUICK_TEACHER_TITLES = 500, 100
_BARE: Final = """
import json
import app.main
from bench.niche.speed import peak_kilobytes
print(json.dumps({"memory": peak_kilobytes()}))
"""
_OURS: Final = """
import json, sys, time
import app.main
from bench.niche.speed import peak_kilobytes
start = time.process_time()
from app.scoring.niche.model import load_niche_model
model = load_niche_model()
loaded = time.process_time() - start
after_load = peak_kilobytes()

from app.domain.account import Account
from app.domain.brief import Brief
from app.scoring.niche.reader import open_reader
from app.scoring.niche.tokens import read_tokens

bios = json.load(sys.stdin)
accounts = [Account(account_id=str(number), bio=bio) for number, bio in enumerate(bios)]
start = time.process_time()
[read_tokens(bio) for bio in bios]
floor = time.process_time() - start
brief = Brief(text="vegan protein bars for women who lift")
start = time.process_time()
reader = open_reader(brief, model)
model.yardstick(model.query(brief), "en")
understood = time.process_time() - start
passes = []
for _ in range(2):
    start = time.process_time()
    for first in range(0, len(accounts), 1_000):
        reader.read(accounts[first : first + 1_000])
    passes.append(time.process_time() - start)
print(json.dumps({
    "load": loaded, "floor": floor, "brief": understood, "first": passes[0], "second": passes[1],
    "after_load": after_load, "memory": peak_kilobytes(),
}))
"""
_TEACHER: Final = """
import json, sys, time
from bench.niche.word_methods import load_teacher
teacher, bios = load_teacher(), json.load(sys.stdin)
start = time.process_time()
if teacher is not None:
    teacher.encode_texts(bios)
print(json.dumps({"seconds": None if teacher is None else time.process_time() - start}))
"""


def peak_kilobytes() -> int:
    """Most memory that this process had since it began: not, as getrusage has it, since its parent forked it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def main(*, quick: bool) -> None:
    bios = [title.text for title in read_titles(data_file("text/background-titles.ndjson.gz"))[:TITLES]]
    bare, ours = _run(_BARE, []), min((_run(_OURS, bios) for _ in range(3)), key=lambda one: float(one["first"]))
    some = QUICK_TEACHER_TITLES if quick else TEACHER_TITLES
    teacher = _run(_TEACHER, bios[:some])["seconds"]
    floor = ours["floor"]
    print(f"{TITLES:,} titles as bios, CPU seconds on one thread, best of three processes{'':20}target")
    print(f"{'loading the model':52}{ours['load']:>8.2f} s{'':12}{'<= 1 s':>10}")
    print(f"{'understanding a brief, with its yardstick':52}{ours['brief']:>8.2f} s")
    print(f"{'floor: tokens alone':52}{floor:>8.2f} s{1:>8.1f}")
    for name in ("first", "second"):
        print(f"{f'read and scored, {name} pass':52}{ours[name]:>8.2f} s{ours[name] / floor:>8.1f}{'<= 1 s':>14}")
    if teacher is not None:
        all_of_them = teacher * TITLES / some
        print(f"{f'the teacher, by {some} of them':52}{all_of_them:>8.2f} s{all_of_them / floor:>8.1f}")
        print(f"{'the teacher over ours':52}{all_of_them / ours['first']:>8.1f}")
    for name, key in (("loaded", "after_load"), ("after both passes", "memory")):
        above = (ours[key] - bare["memory"]) / 1024
        print(f"{f'memory above the bare product, {name}':52}{above:>8.0f} MB{'<= 300 MB':>21}")


def _run(program: str, bios: list[str]) -> dict[str, Any]:
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps(bios),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **threads},
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found
