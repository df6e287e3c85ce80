"""The group check-out: many clients and a stack of devices, each client a loan of their own."""
