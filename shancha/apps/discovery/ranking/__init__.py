"""The ranker: candidate sources → rules → scoring → diversification, each in its own module.

It knows no HTTP and writes nothing. A later, trained ranker replaces `scoring` and adds sources;
`services.feed` and the API stay as they are.
"""
