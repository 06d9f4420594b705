"""The answers of the public test stay on the person's own device, in a signed cookie, until they choose otherwise."""

from dataclasses import dataclass, field

from django.core import signing
from django.http import HttpRequest, HttpResponse

from allant.parameters import parameter

COOKIE = "test-mobilite"
SALT = "allant.mobility-test"
ONE_DAY_S = 24 * 60 * 60
"""Unfinished answers leave the device after a day; a code stays for as long as it can be withdrawn."""


@dataclass(slots=True)
class DeviceTest:
    """A test under way on one device."""

    answers: dict[str, str] = field(default_factory=dict)
    code: str = ""
    """The code given to the person, once they asked for one."""


def read(request: HttpRequest) -> DeviceTest:
    """Return the test of this device; an empty one when there is none or when it was tampered with."""
    try:
        content = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT)
        return DeviceTest(answers=content["answers"], code=content["code"])
    except signing.BadSignature:
        return DeviceTest()


def write(response: HttpResponse, test: DeviceTest, *, secure: bool) -> None:
    """Put the test on the device."""
    content = signing.dumps({"answers": test.answers, "code": test.code}, salt=SALT, compress=True)
    kept_s = int(parameter("documents/code_lifetime")) * ONE_DAY_S if test.code else ONE_DAY_S
    response.set_cookie(COOKIE, content, max_age=kept_s, httponly=True, samesite="Lax", secure=secure)


def erase(response: HttpResponse) -> None:
    """Take the test off the device."""
    response.delete_cookie(COOKIE, samesite="Lax")
