"""Devices: the inventory, one device in full."""
