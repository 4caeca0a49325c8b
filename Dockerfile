# Every RUN is a line that `make setup check` runs too; tests/test_project.py compares them.
# The first stage makes the environment, refuses bad content and trains; the second holds only what serves.
FROM python:3.12-slim AS build
ENV DATA_DIR=/data
WORKDIR /app
COPY requirements.lock ./
RUN python3 -m venv .venv
RUN .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
COPY content content
COPY intents intents
COPY bot bot
RUN .venv/bin/python -m bot check
RUN .venv/bin/python -m bot setup

FROM python:3.12-slim
# No passwd entry belongs to the user, so HOME is named; nothing is kept there.
ENV PATH=/app/.venv/bin:$PATH DATA_DIR=/data HOME=/tmp PYTHONUNBUFFERED=1
WORKDIR /app
COPY LICENSE LICENSE-content NOTICE ./
COPY --from=build /app/.venv .venv
COPY --from=build /app/content content
COPY --from=build /app/intents intents
COPY --from=build /app/bot bot
# The trained result lies where DATA_DIR points, before VOLUME: a new volume begins as a copy of it, so the first start
# is quick. A volume kept from an older image lacks the new one; the guide then trains once and keeps it there.
COPY --from=build --chown=10001:10001 /data /data
VOLUME /data
USER 10001:10001
HEALTHCHECK --interval=5m --timeout=30s --start-period=2m CMD ["python", "-m", "bot", "check"]
CMD ["python", "-m", "bot", "run"]
