# Moves the expiry of the session of SESSION_BEARER. checkSession reads the new one.
import os
import sys

import requests

url = os.environ.get("SESSION_API_URL", "http://127.0.0.1:4010/api/auth/v2")
response = requests.put(
    f"{url}/session/extend",
    headers={"Authorization": f"Bearer {os.environ['SESSION_BEARER']}"},
    timeout=10,
)
if not response.ok:
    error, error_id = response.headers.get("x-error"), response.headers.get("x-error-id")
    sys.exit(f"extendSession answered {response.status_code}: {error} (error id {error_id})")

print("The session is extended")
