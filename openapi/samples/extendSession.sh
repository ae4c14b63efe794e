#!/bin/sh
# Moves the expiry of the session of SESSION_BEARER. checkSession reads the new one.
set -eu
url=${SESSION_API_URL:-http://127.0.0.1:4010/api/auth/v2}

curl --silent --show-error --fail --max-time 10 \
  --write-out '\n%{stderr}%{http_code} %header{x-error} %header{x-error-id}\n' \
  --oauth2-bearer "$SESSION_BEARER" \
  --request PUT "$url/session/extend"
