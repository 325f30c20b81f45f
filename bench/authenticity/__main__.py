"""The command: `TRUEREACH_DATA=<folder> python -m bench.authenticity <protocol> [--quick]`."""

import argparse
import time
from importlib import import_module

PROTOCOLS = ("left_out", "injection", "splices", "scan", "stopping", "labels", "verdicts", "groups")

parser = argparse.ArgumentParser(prog="python -m bench.authenticity", description=__doc__)
parser.add_argument("protocol", choices=[name.replace("_", "-") for name in (*PROTOCOLS, "all")])
parser.add_argument("--quick", action="store_true", help="fewer runs; figures are published from full ones")
arguments = parser.parse_args()
asked = arguments.protocol.replace("-", "_")
for protocol in PROTOCOLS if asked == "all" else (asked,):
    print(f"\n=== {protocol.replace('_', '-')}{', quick' if arguments.quick else ''}")
    start = time.process_time()
    import_module(f"bench.authenticity.{protocol}").main(quick=arguments.quick)
    print(f"({time.process_time() - start:.0f} s of CPU)", flush=True)
