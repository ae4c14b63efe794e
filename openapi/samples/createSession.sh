#!/bin/sh
# Starts a session for EMAIL, which mails a code. Prints the bearer and the id of the code, for verifySession.
set -eu
url=${SESSION_API_URL:-http://127.0.0.1:4010/api/auth/v2}
EMAIL=${EMAIL:-john@doe.net}

curl --silent --show-error --fail --max-time 10 \
  --write-out '\n%{stderr}%{http_code} %header{x-error} %header{x-error-id}\n' \
  --json "{\"email\": \"$EMAIL\"}" \
  "$url/session"
