"""The building site of scenarios 11 and 13, from script to kits. `site` is a module of Python."""
