# Sends the CODE from the mail, with the VERIFICATION_CODE_ID from createSession. The bearer then opens the session.
import os
import sys

import requests

url = os.environ.get("SESSION_API_URL", "http://127.0.0.1:4010/api/auth/v2")
response = requests.put(
    f"{url}/session/verification",
    json={
        "verificationCodeID": os.environ["VERIFICATION_CODE_ID"],
        "code": os.environ["CODE"],
    },
    timeout=10,
)
if not response.ok:
    error, error_id = response.headers.get("x-error"), response.headers.get("x-error-id")
    sys.exit(f"verifySession answered {response.status_code}: {error} (error id {error_id})")

print("The session is verified")
