"""The repair hall of scenarios/bus-depot-repair, from script to kit."""
