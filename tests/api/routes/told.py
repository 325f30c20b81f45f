"""What owners tell, for tests."""

from typing import Any

INSIGHTS: dict[str, Any] = {
    "platform": "instagram",
    "handle": "@Alice.example",
    "taken_at": "2026-01-31T08:00:00Z",
    "age_gender": [
        {"age_from": 18, "age_to": 24, "gender": "female", "share": 0.4},
        {"age_from": 18, "age_to": 24, "gender": "male", "share": 0.25},
        {"age_from": 65, "gender": "female", "share": 0.3},
        {"gender": "female", "share": 0.7},
    ],
    "countries": [{"country": "AT", "share": 0.5}, {"country": None, "share": 0.2}],
    "cities": [{"name": "Vienna", "country": "AT", "share": 0.3}],
}
