"""How well the niche method reads audiences: `python -m bench.niche <protocol>`, ours beside baselines."""
