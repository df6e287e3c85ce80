"""The demo office: invented people, devices and loans, made by a seeded generator through the real operations."""

from loanmanager.operations.demo.make import Made, make_demo

__all__ = ["Made", "make_demo"]
