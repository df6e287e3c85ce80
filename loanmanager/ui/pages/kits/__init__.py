"""The kits page: what is lent together by one scan."""
