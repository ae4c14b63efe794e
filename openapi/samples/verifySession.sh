#!/bin/sh
# Sends the CODE from the mail, with the VERIFICATION_CODE_ID from createSession. The bearer then opens the session.
set -eu
url=${SESSION_API_URL:-http://127.0.0.1:4010/api/auth/v2}

curl --silent --show-error --fail --max-time 10 \
  --write-out '\n%{stderr}%{http_code} %header{x-error} %header{x-error-id}\n' \
  --json "{\"verificationCodeID\": \"$VERIFICATION_CODE_ID\", \"code\": \"$CODE\"}" \
  --request PUT "$url/session/verification"
