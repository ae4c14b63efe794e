#!/bin/sh
# Closes the session with the id SESSION_ID, which can be any session of the user of SESSION_BEARER.
set -eu
url=${SESSION_API_URL:-http://127.0.0.1:4010/api/auth/v2}

curl --silent --show-error --fail --max-time 10 \
  --write-out '\n%{stderr}%{http_code} %header{x-error} %header{x-error-id}\n' \
  --oauth2-bearer "$SESSION_BEARER" \
  --request DELETE "$url/session/$SESSION_ID"
