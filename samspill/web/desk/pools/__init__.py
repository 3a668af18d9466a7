"""The desk's pools: volunteers who may be called when somebody is needed."""
