"""A comparison with nothing left out: a pair that was compared, a candidate without a rank, an unknown overlap."""

from candidates import make_candidate, make_ids, make_listed

from app.domain.audience import Frame
from app.domain.comparison import Comparison, Lack
from app.scoring.comparison import compare


def comparison() -> Comparison:
    newest = make_listed(make_ids(90, 40), frame=Frame.NEWEST, population=4_000)
    return compare(
        [
            make_candidate(0, (900.4, 1_000.123456789, 1_100.0), 500, decision="reject"),
            make_candidate(
                1, (450.0, 700.0, 1_100.0), 250, listed=newest, audience_id="aud_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f"
            ),
            make_candidate(
                2,
                (0.0, 5.0, 90.0),
                100,
                handle=None,
                audience_id="aud_0198c2f4a1b27c3d8e4f5a6b7c8d9e0f",
                decision="insufficient_evidence",
                too_thin=Lack(code="insufficient_evidence", text="4 accounts could be assessed; 50 are needed."),
                method_version="1",
                listed=None,
            ),
        ]
    )
