# syntax=docker/dockerfile:1
FROM python:3.13-slim-bookworm AS build
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy PIP_NO_CACHE_DIR=1
WORKDIR /srv
RUN pip install --no-cache-dir uv==0.13.9
COPY pyproject.toml uv.lock README.md LICENSE NOTICE ./
RUN uv sync --locked --no-dev --no-install-project
COPY app ./app
COPY migrations ./migrations
RUN uv sync --locked --no-dev

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --create-home --home-dir /srv truereach \
    && install -d -o truereach /srv/var
WORKDIR /srv
COPY --from=build --chown=root:root /srv /srv
ENV PATH=/srv/.venv/bin:$PATH PYTHONUNBUFFERED=1 TRUEREACH_HOST=0.0.0.0 TRUEREACH_DATA_DIR=/srv/var
USER 10001
VOLUME /srv/var
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
CMD ["sh", "-c", "truereach migrate && exec truereach serve"]
