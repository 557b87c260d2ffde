"""The restaurant kitchen of scenarios/kitchen-gas-leak, from script to kit."""
