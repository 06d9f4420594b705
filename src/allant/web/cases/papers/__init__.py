"""What the papers of a case say: plain values that `documents.actions.make_paper` keeps as they are.

One module per kind of paper; `kinds` says, for each, its form, what stands in its way and how it is made.
"""
