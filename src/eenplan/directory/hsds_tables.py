"""HSDS as tables: every row once, with the identifiers of what it hangs on."""

TABLES = {
    "organizations": "organizations",
    "organization": "organizations",
    "services": "services",
    "service_at_locations": "service_at_location",
    "locations": "locations",
    "location": "locations",
    "addresses": "addresses",
    "phones": "phones",
    "schedules": "schedules",
    "languages": "languages",
    "required_documents": "required_documents",
    "attributes": "attributes",
    "taxonomy_term": "taxonomy_terms",
}


def tables(found: dict) -> dict[str, list[dict]]:
    """Return a document as the tables of HSDS's tabular form: each row once, without nesting."""
    rows: dict[str, dict[str, dict]] = {name: {} for name in dict.fromkeys(TABLES.values())}

    def lay_out(key: str, row: dict) -> None:
        flat = {name: value for name, value in row.items() if name not in TABLES}
        kept = rows[TABLES[key]].setdefault(row["id"], {})
        kept.update(flat)
        for name in row.keys() & TABLES.keys():
            parts = row[name] if isinstance(row[name], list) else [row[name]]
            for part in parts:
                lay_out(name, part)

    for key in ("organizations", "services"):
        for row in found[key]:
            lay_out(key, row)
    return {name: list(kept.values()) for name, kept in rows.items()}
