import Testing

/// Tests of the executable itself, one at a time: each starts processes enough.
@Suite(.serialized) enum EndToEnd {}
