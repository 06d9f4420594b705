"""Timetables of public transport (GTFS): read, check, repair in a copy, write.

A feed is read whole as text, so that each finding names its file and its line; what cannot be used is set apart in the
copy that is routed on, and said. The feed somebody gave is never changed.
"""

from allant.sources.gtfs.checking import Coverage, OnDemandLine, checked
from allant.sources.gtfs.feed import Feed, read_feed, write_feed

__all__ = ["Coverage", "Feed", "OnDemandLine", "checked", "read_feed", "write_feed"]
