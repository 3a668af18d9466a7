"""What those who build Samspill use: the starter, the catalogues, the figures. Never imported by the product."""
