"""What changed? The category of an exit, from the raw dated event that was recorded.

>>> from allant.outcomes import RawExit, category_of
>>> category_of(RawExit("job", contract="fixed_term", contract_months=7)).code
'durable'
>>> category_of(RawExit("job", contract="fixed_term", contract_months=6)).code
'transition'
>>> category_of(RawExit("training")).is_dynamic, category_of(RawExit("autonomy")).is_dynamic
(True, False)
"""

from allant.outcomes.exits import DYNAMIC, Category, ExitCategory, RawExit, category_of

__all__ = ["DYNAMIC", "Category", "ExitCategory", "RawExit", "category_of"]
