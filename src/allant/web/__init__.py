"""The Django shell: one app per actor's job. The order of the apps is drawn in pyproject.toml and enforced."""
