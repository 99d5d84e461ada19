# The page and the server as one small image: docker build -t esmiuca . && docker run --rm -p 127.0.0.1:8000:8000 esmiuca
# Nothing of Node, PyTorch or pip gets into it. It reads digits; it does not train. What is in it: /opt/esmiuca/python.cdx.json,
# and in site-packages/esmiuca-*.dist-info/sboms/ what the page carries.

FROM node:22-bookworm-slim AS page
WORKDIR /build/web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
# The page shows some of the Python, and fetches the network.
COPY src ../src
COPY LICENSE ..
COPY artifacts ../artifacts
COPY web .
RUN npm run build

FROM python:3.13-slim-bookworm AS wheel
WORKDIR /build
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY requirements requirements
# With hashes, wheels alone: nothing is installed that was not tested, and no package's setup is run.
RUN pip install --no-cache-dir --only-binary :all: --require-hashes -r requirements/build.txt
COPY src src
COPY artifacts artifacts
COPY --from=page /build/web/dist web/dist
RUN python -m build --wheel --no-isolation --outdir dist . \
  && python -m venv --without-pip /opt/esmiuca \
  && pip --python /opt/esmiuca/bin/python install --no-cache-dir --only-binary :all: --require-hashes -r requirements/serve.txt \
  && pip --python /opt/esmiuca/bin/python install --no-cache-dir --no-deps dist/*.whl \
  && cyclonedx-py environment --output-reproducible --output-file /opt/esmiuca/python.cdx.json /opt/esmiuca/bin/python

FROM python:3.13-slim-bookworm
COPY --from=wheel /opt/esmiuca /opt/esmiuca
# Its bytecode is there already: the image can be mounted read-only.
ENV PATH=/opt/esmiuca/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp
WORKDIR /tmp
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --start-interval=1s \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/v2/health/ready', timeout=4)"]
# The server is process 1: SIGTERM reaches it, and running requests end first.
ENTRYPOINT ["esmiuca"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
