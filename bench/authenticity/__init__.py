"""How well the shipped method judges audiences: `python -m bench.authenticity <protocol>`, ours beside baselines."""
