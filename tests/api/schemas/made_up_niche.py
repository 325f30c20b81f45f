"""What audience and creator speak of, with nothing left out."""

from app.domain.attention import Tally
from app.domain.audience import Frame
from app.domain.brief import BriefUnderstanding, KeyWord, TaxonomyNode
from app.domain.estimate import Estimate, Share
from app.domain.niche import (
    AudienceProfile,
    CodeShare,
    Coherence,
    CoherenceKind,
    CreatorContent,
    FittingPost,
    FollowedAccount,
    FollowsEvidence,
    InterestShare,
    MatchedWord,
    NicheBasis,
    NicheEvidence,
    NicheFit,
)

SHARE = Share(
    estimate=0.081234567, low=0.06, high=0.1, level=0.95, n=1987, population=48210, frame=Frame.COMPLETE, basis="all"
)
VALUE = Estimate(estimate=0.46, low=0.4, high=0.53, level=0.95)
TALLY = Tally(count=7, n=31, share=VALUE)
INTEREST = InterestShare(
    node_id="227", path=("Healthy Living", "Running"), accounts=61, excess=SHARE, lift=5.9, is_sensitive=True
)
NICHE = NicheFit(
    model_version="static-2026-11/panel-2026-11",
    basis=NicheBasis.MEANING,
    brief=BriefUnderstanding(
        language="en",
        is_language_supported=True,
        key_words=(KeyWord(word="trail", meaning="trail", weight=7.5),),
        nodes=(
            TaxonomyNode(
                node_id="227",
                name="Running",
                path=("Healthy Living", "Running"),
                fit=0.71,
                is_chosen=True,
                is_used=True,
                is_sensitive=True,
            ),
        ),
        notes=("The brief is very short.",),
    ),
    share=SHARE,
    standing_out=SHARE,
    lift=6.2,
    assessable=SHARE,
    at_least=0.11,
    at_most=0.58,
    matched=(MatchedWord(word="trail", accounts=87),),
    related=(MatchedWord(word="marathon", accounts=31),),
    evidence=(NicheEvidence(account_id="did:plc:ewvi7nxzyoun6zhxrhs64oiz", chance=0.94, texts=3, words=("trail",)),),
    follows=FollowsEvidence(
        asked=40,
        assessable=31,
        interested=TALLY,
        followed_share=TALLY,
        most_followed=(FollowedAccount(account_id="did:plc:z72i7hdynmk6r22z27h6tvur", members=7),),
    ),
)
PROFILE = AudienceProfile(
    read=1740,
    coherence=Coherence(value=VALUE, accounts=412, kind=CoherenceKind.COMMUNITY, text="These are one community."),
    interests=(INTEREST,),
    languages=(CodeShare(code="de", accounts=133, share=SHARE),),
    places=(CodeShare(code="AT", accounts=44, share=SHARE),),
)
CONTENT = CreatorContent(
    posts=48,
    specificity=VALUE,
    interests=(INTEREST,),
    fitting=TALLY,
    lift=11.2,
    examples=(FittingPost(post_id="at://did:plc:ewvi7nxzyoun6zh/app.bsky.feed.post/1", score=4.1, words=("trail",)),),
    text="48 posts with words were read.",
)
