"""Studies of a territory: what is within reach of each of many origins, by every means, at every hour.

Data flows one way: `plan` says what is asked → `folder` holds it, refuses another question and knows what is done →
`parts` counts some origins at a time → `pools` spreads parts over processes or a cluster → `running` does the whole and
can be killed at any time: the same command goes on where it stopped.
"""
