"""The perfect week: what was agreed, version by version, and which chance falls when."""
