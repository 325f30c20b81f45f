"""`truereach serve`: the service."""

from typing import Annotated

import typer

from app.commands.configure import read_settings
from app.commands.output import console, fail
from app.settings import Settings


def serve(
    development: Annotated[
        bool,
        typer.Option("--development", help="Migrate first, make a key, print it, and show a first vetting."),
    ] = False,
) -> None:
    """Serve the API on the address of the settings (127.0.0.1:8000)."""
    import uvicorn

    from app.main import create_app
    from app.scoring.known_models import ModelFileError
    from app.scoring.niche.bert import EncoderFolderError

    settings = read_settings()
    try:
        app = create_app(settings)
    except ModelFileError as error:
        fail(f"TRUEREACH_MODEL: {error}")
    except EncoderFolderError as error:
        fail(f"TRUEREACH_NICHE_ENCODER: {error}")
    if development:
        _prepare(settings)
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        ws="none",
        server_header=False,
        log_level="warning",
        timeout_graceful_shutdown=5,  # `docker stop` kills after ten seconds: the engine needs the rest
    )


def _prepare(settings: Settings) -> None:
    """Do for a newcomer what an operator does by hand, and show what comes out."""
    from app.commands.demo import show_first_vettings
    from app.commands.local import has_vettings, open_development_key
    from app.main import migrate_databases

    migrate_databases(settings)
    key = open_development_key(settings)
    if not has_vettings(settings):
        show_first_vettings(settings)
    _welcome(f"http://{settings.host}:{settings.port}", key)


def _welcome(url: str, key: str) -> None:
    console.print(f"\nAPI documentation  [bold]{url}/docs[/bold]")
    console.print(f"Development key    [bold]{key}[/bold]\n", soft_wrap=True)
    console.print("Vet somebody:")
    console.print(
        f"  curl -X POST {url}/v1/vettings -H 'Prefer: wait=30' \\\n"
        f"    -H 'Authorization: Bearer {key}' \\\n"
        "    -H 'Content-Type: application/json' \\\n"
        """    -d '{"platform": "bluesky", "handle": "bsky.app"}'\n""",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )
