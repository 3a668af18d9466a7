"""The desk: where staff receive requests, ask volunteers and follow the day. Every row is fetched through a gate."""
