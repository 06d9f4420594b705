"""Vehicles, loans and what happens to them."""

from allant.web.fleet.models.loan import Inspection, InspectionPhoto, Loan, Payment, Renewal
from allant.web.fleet.models.vehicle import Block, Vehicle

__all__ = ["Block", "Inspection", "InspectionPhoto", "Loan", "Payment", "Renewal", "Vehicle"]
