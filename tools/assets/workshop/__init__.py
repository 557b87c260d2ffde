"""The machine workshop of scenarios/shock-distribution-cabinet, from script to kit."""
