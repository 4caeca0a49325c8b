"""The trip optimiser: problems of nodes, hours and points in, routes out. It knows no town."""
