// Starts a session for EMAIL, which mails a code. Prints the bearer and the id of the code, for verifySession.
package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"
)

func main() {
	log.SetFlags(0)
	if err := createSession(); err != nil {
		log.Fatal(err)
	}
}

func createSession() error {
	baseURL := cmp.Or(os.Getenv("SESSION_API_URL"), "http://127.0.0.1:4010/api/auth/v2")
	body, err := json.Marshal(map[string]string{"email": cmp.Or(os.Getenv("EMAIL"), "john@doe.net")})
	if err != nil {
		return err
	}
	request, err := http.NewRequest(http.MethodPost, baseURL+"/session", bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")

	client := http.Client{Timeout: 10 * time.Second}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK && response.StatusCode != http.StatusAccepted {
		return fmt.Errorf("createSession answered %d: %s (error id %s)", response.StatusCode,
			response.Header.Get("x-error"), response.Header.Get("x-error-id"))
	}
	var session struct {
		Bearer             string `json:"bearer"`
		VerificationCodeID string `json:"verificationCodeID"`
	}
	if err := json.NewDecoder(response.Body).Decode(&session); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(session)
}
