"""The index computed as one would explain it at a blackboard: slowly, from the specification alone."""

from collections.abc import Mapping
from math import exp, log, prod, sqrt

from allant.mobility_index import Scale

ANSWER_ERROR = {"fact": 0.0, "declared": 0.15, "judged": 0.15}


def weighted_mean(pairs):
    return sum(weight * credit for weight, credit in pairs) / sum(weight for weight, _ in pairs)


def component(scale: Scale, code: str, answers: Mapping[str, str]):
    """Return value, share answered and variance of a component; None where there is none."""
    applicable, answered = 0.0, []
    for item in scale.items:
        answer = answers.get(item.code) or ""
        if item.dimension == code and answer != "na":
            applicable += item.weight
            credit = {option.code: option.credit for option in item.options}.get(answer)
            if credit is not None:
                answered.append((item.weight, credit, ANSWER_ERROR[item.kind]))
    total = sum(weight for weight, _, _ in answered)
    share = total / applicable if applicable else 0.0
    # A hair below the threshold is rounding: weights such as 0.1 are not exact in binary.
    if not answered or share < 0.60 - 1e-12:
        return None, share, None
    pairs = [(weight, credit) for weight, credit, _ in answered]
    count = len(pairs)
    if count == 1:
        return weighted_mean(pairs), share, None
    without_one = [weighted_mean(pairs[:place] + pairs[place + 1 :]) for place in range(count)]
    middle = sum(without_one) / count
    jackknife = (count - 1) / count * sum((value - middle) ** 2 for value in without_one)
    errors = sum((weight / total) ** 2 * sigma**2 for weight, _, sigma in answered)
    return weighted_mean(pairs), share, jackknife + errors


def index(scale: Scale, answers: Mapping[str, str], environment: float | None = None):
    """Return index, low, high (None where there is none) and the (value, share, variance) of each component."""
    components = {dimension.code: component(scale, dimension.code, answers) for dimension in scale.dimensions}
    if environment is not None and "environment" in components:
        components["environment"] = (environment, 1.0, 0.0)
    measured = {d.code: d.weight for d in scale.dimensions if components[d.code][0] is not None}
    if not measured or len(scale.dimensions) - len(measured) > 1:
        return None, None, None, components
    whole = sum(measured.values())
    floored = {code: max(components[code][0], 0.02) for code in measured}
    value = 100 * prod(floored[code] ** (weight / whole) for code, weight in measured.items())
    if any(components[code][2] is None for code in measured):
        return value, None, None, components
    variance = sum(
        (value * weight / whole / floored[code]) ** 2 * components[code][2] for code, weight in measured.items()
    )
    held = min(max(value, 0.5), 99.5) / 100
    logit = log(held / (1 - held))
    reach = 1.6448536269514722 * sqrt(variance) / 100 / (held * (1 - held))
    low, high = (100 / (1 + exp(-bound)) for bound in (logit - reach, logit + reach))
    return value, low, high, components
