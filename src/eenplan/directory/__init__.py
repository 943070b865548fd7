"""The social map: partners and services one can refer to, sitting days, freshness."""
