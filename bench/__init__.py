"""Benchmarks, one command each; they measure and never import each other."""
