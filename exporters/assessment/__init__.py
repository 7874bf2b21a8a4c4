"""The assessment pack: everything that goes into an assessment, in the order of the social work evidence template."""
