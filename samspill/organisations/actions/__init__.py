"""What happens to organisations: registers and spreadsheets come in, groups are registered, posts are given."""
