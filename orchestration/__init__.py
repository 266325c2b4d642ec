"""The Dagster project: pulls, builds, checks and publishes."""

from sozialraum.base.garbage import look_seldom

look_seldom()
