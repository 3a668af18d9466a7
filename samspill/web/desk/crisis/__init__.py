"""The crisis cell's pages: who can what, a call-out with its live board, lists on paper, the report."""
