"""What the tests share: small workshops, forms filled in, and things that go wrong."""
