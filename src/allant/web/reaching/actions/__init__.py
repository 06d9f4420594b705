"""Writes of what is known of somebody's travel, one module per noun. The journal never says where somebody goes."""

from allant.web.reaching.actions.changes import put_into_pathway, take_out_of_pathway
from allant.web.reaching.actions.needs import keep_needs
from allant.web.reaching.actions.places import (
    add_place,
    change_place,
    erase_removed_places,
    place_put_back,
    place_remove,
)
from allant.web.reaching.actions.week import (
    add_trip,
    change_trip,
    copy_week,
    erase_removed,
    put_back,
    remove_trip,
    say_no_trips,
    take_back_no_trips,
)

__all__ = [
    "add_place",
    "add_trip",
    "change_place",
    "change_trip",
    "copy_week",
    "erase_removed",
    "erase_removed_places",
    "keep_needs",
    "place_put_back",
    "place_remove",
    "put_back",
    "put_into_pathway",
    "remove_trip",
    "say_no_trips",
    "take_back_no_trips",
    "take_out_of_pathway",
]
