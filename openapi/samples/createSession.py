# Starts a session for EMAIL, which mails a code. Prints the bearer and the id of the code, for verifySession.
import json
import os
import sys

import requests

url = os.environ.get("SESSION_API_URL", "http://127.0.0.1:4010/api/auth/v2")
response = requests.post(
    f"{url}/session",
    json={"email": os.environ.get("EMAIL", "john@doe.net")},
    timeout=10,
)
if not response.ok:
    error, error_id = response.headers.get("x-error"), response.headers.get("x-error-id")
    sys.exit(f"createSession answered {response.status_code}: {error} (error id {error_id})")

session = response.json()
print(json.dumps({key: session[key] for key in ("bearer", "verificationCodeID")}))
