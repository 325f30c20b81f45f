"""The command: `TRUEREACH_DATA=<folder> python -m bench.niche <protocol> [--quick]`."""

import argparse
import time
from importlib import import_module

PROTOCOLS = ("topics", "mixtures", "languages", "coherence", "creators", "bios", "speed")

parser = argparse.ArgumentParser(prog="python -m bench.niche", description=__doc__)
parser.add_argument("protocol", choices=[*PROTOCOLS, "all"])
parser.add_argument("--quick", action="store_true", help="fewer draws; figures are published from full ones")
arguments = parser.parse_args()
for protocol in PROTOCOLS if arguments.protocol == "all" else (arguments.protocol,):
    print(f"\n=== {protocol}{', quick' if arguments.quick else ''}")
    start = time.process_time()
    import_module(f"bench.niche.{protocol}").main(quick=arguments.quick)
    print(f"({time.process_time() - start:.0f} s of CPU)", flush=True)
