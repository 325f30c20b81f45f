"""The commands of `truereach`: one file each; cli.py only lists them."""
