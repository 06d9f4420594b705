"""What maps are drawn on, kept by the browser as long as the ground stays the same."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from allant.web.accounts.access import access
from allant.web.accounts.models import Territory
from allant.web.reaching import backgrounds
from allant.web.reaching.permissions import own_territory

YEAR_S = 365 * 24 * 3600
GEOJSON = "application/geo+json"


def _etag(_request: HttpRequest, territory: Territory) -> str:
    return f'"{backgrounds.background_version(territory)}"'


@access(own_territory, is_kept=True)
@require_safe
@condition(etag_func=_etag)
def background(request: HttpRequest, territory: Territory) -> HttpResponse:
    """Send the streets and the edges of communes; an address that names their version never changes."""
    response = HttpResponse(backgrounds.background_of(territory), content_type=GEOJSON)
    if request.GET.get(backgrounds.VERSION) == backgrounds.background_version(territory):
        patch_cache_control(response, max_age=YEAR_S, immutable=True)
    else:
        patch_cache_control(response, no_cache=True)
    return response
