"""Database engine name for the private server: `eenplan.config.database.backend`."""
