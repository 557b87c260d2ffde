"""What all kits are made with: from a scenario's boxes to models, light and pictures."""
