"""Attacks the monitor at random, and counts what must not happen.

``python -m bench.stress`` kills, fills disks, damages files, mutates inputs and plays a faulty
portal. Every trial has a seed, and the seed alone decides what happens in it; what was tried stands
in a file of JSON lines, so that a broken-off bench goes on and what was found can be tried again.
"""
