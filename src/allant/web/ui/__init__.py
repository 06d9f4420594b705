"""The look of every page: layout, components (templates/cotton), formatting and charts.

The lowest app: it knows no person, no organisation and no model. README.md lists the components.
"""
