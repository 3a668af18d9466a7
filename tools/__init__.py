"""What those who build Samspill use: the starter, the message catalogues, the figures. Never imported by the product."""
