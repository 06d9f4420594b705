"""What maps are drawn on, kept by the browser as long as the ground stays the same."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from allant.sources.map_tiles import read_tile
from allant.web.accounts.access import access
from allant.web.accounts.models import Territory
from allant.web.reaching import backgrounds
from allant.web.reaching.grounds import folder_of
from allant.web.reaching.permissions import own_territory

YEAR_S = 365 * 24 * 3600
NO_CONTENT = 204
GEOJSON = "application/geo+json"


def _etag(_request: HttpRequest, territory: Territory, **_tile: int) -> str:
    return f'"{backgrounds.background_version(territory)}"'


@access(own_territory, is_kept=True)
@require_safe
@condition(etag_func=_etag)
def background(request: HttpRequest, territory: Territory) -> HttpResponse:
    """Send the streets and the edges of communes."""
    return _kept(request, territory, HttpResponse(backgrounds.background_of(territory), content_type=GEOJSON))


@access(own_territory, is_kept=True)
@require_safe
@condition(etag_func=_etag)
def tile(request: HttpRequest, territory: Territory, zoom: int, column: int, row: int) -> HttpResponse:
    """Send a tile of the map given for a territory; nothing is drawn where it has none."""
    tiles = backgrounds.tiles_of(territory)
    if tiles is None:
        raise Http404
    content = read_tile(folder_of(territory) / backgrounds.TILES, zoom, column, row)
    if content is None:
        return _kept(request, territory, HttpResponse(status=NO_CONTENT))
    response = HttpResponse(content, content_type=tiles.media_type)
    if tiles.encoding:
        response["Content-Encoding"] = tiles.encoding
    return _kept(request, territory, response)


def _kept(request: HttpRequest, territory: Territory, response: HttpResponse) -> HttpResponse:
    """Let the browser keep what an address with the version of the ground gives; ask again without one."""
    if request.GET.get(backgrounds.VERSION) == backgrounds.background_version(territory):
        patch_cache_control(response, max_age=YEAR_S, immutable=True)
    else:
        patch_cache_control(response, no_cache=True)
    return response
