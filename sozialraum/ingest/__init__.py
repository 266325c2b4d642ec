"""From a provider's file to the one long raw shape: retrieve, land, check the form, load."""
