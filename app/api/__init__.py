"""HTTP: routes, schemas, errors and authentication."""
