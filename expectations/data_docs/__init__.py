"""Great Expectations' Data Docs as a site that can be read without a network."""

from expectations.data_docs.site import write_data_docs

__all__ = ["write_data_docs"]
