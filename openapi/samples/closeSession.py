# Closes the session with the id SESSION_ID, which can be any session of the user of SESSION_BEARER.
import os
import sys
from urllib.parse import quote

import requests

url = os.environ.get("SESSION_API_URL", "http://127.0.0.1:4010/api/auth/v2")
response = requests.delete(
    f"{url}/session/{quote(os.environ['SESSION_ID'], safe='')}",
    headers={"Authorization": f"Bearer {os.environ['SESSION_BEARER']}"},
    timeout=10,
)
if not response.ok:
    error, error_id = response.headers.get("x-error"), response.headers.get("x-error-id")
    sys.exit(f"closeSession answered {response.status_code}: {error} (error id {error_id})")

print("The session is closed")
