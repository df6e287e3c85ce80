"""Backups in the window: made by themselves, told about at the desk, and the way back from one."""
