"""The valley, its ground in a folder of the test's own."""

import shutil

from tests.web.reaching.valley import valley

from allant.web.reaching.grounds import folder_of


def own_valley(settings, grounds, loaded):
    """Return the territory of the valley, whose folder may be written to."""
    found = valley(settings, grounds, None)
    shutil.copytree(loaded, folder_of(found))
    return found
