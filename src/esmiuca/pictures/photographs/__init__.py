"""Photographs made by program, as people take them, before any preprocessing."""

from esmiuca.pictures.photographs.choice import Choice, any_choice
from esmiuca.pictures.photographs.kinds import KINDS, Kind, make
from esmiuca.pictures.photographs.photograph import Photograph, photograph

__all__ = ["KINDS", "Choice", "Kind", "Photograph", "any_choice", "make", "photograph"]
