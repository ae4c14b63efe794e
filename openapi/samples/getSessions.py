# Lists the active sessions of the user of SESSION_BEARER.
import os
import sys

import requests

url = os.environ.get("SESSION_API_URL", "http://127.0.0.1:4010/api/auth/v2")
response = requests.get(
    f"{url}/sessions",
    headers={"Authorization": f"Bearer {os.environ['SESSION_BEARER']}"},
    timeout=10,
)
if not response.ok:
    error, error_id = response.headers.get("x-error"), response.headers.get("x-error-id")
    sys.exit(f"getSessions answered {response.status_code}: {error} (error id {error_id})")

for session in response.json()["sessions"]:
    print(session["sessionID"], session["ip"], "(this session)" if session["current"] else "")
