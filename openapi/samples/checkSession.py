# Prints the user of the session of SESSION_BEARER.
import os
import sys

import requests

url = os.environ.get("SESSION_API_URL", "http://127.0.0.1:4010/api/auth/v2")
response = requests.get(
    f"{url}/session",
    headers={"Authorization": f"Bearer {os.environ['SESSION_BEARER']}"},
    timeout=10,
)
if not response.ok:
    error, error_id = response.headers.get("x-error"), response.headers.get("x-error-id")
    sys.exit(f"checkSession answered {response.status_code}: {error} (error id {error_id})")

session = response.json()
if session["verified"]:
    print(f"{session['fullName']} has the roles {', '.join(session['roles'])}")
else:
    print("The session is not verified")
