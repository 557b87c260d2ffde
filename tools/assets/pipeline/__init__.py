"""The one command `tools/assets/build`: what is made of what, and what must be made again."""
