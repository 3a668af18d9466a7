"""A long list in pages, as every door cuts it."""

from samspill.web.access.paging import ROWS_ON_A_PAGE, Page, page_of

__all__ = ["ROWS_ON_A_PAGE", "Page", "page_of"]
