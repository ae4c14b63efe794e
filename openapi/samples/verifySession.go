// Sends the CODE from the mail, with the VERIFICATION_CODE_ID from createSession. The bearer then opens the session.
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
	if err := verifySession(); err != nil {
		log.Fatal(err)
	}
}

func verifySession() error {
	baseURL := cmp.Or(os.Getenv("SESSION_API_URL"), "http://127.0.0.1:4010/api/auth/v2")
	body, err := json.Marshal(map[string]string{
		"verificationCodeID": os.Getenv("VERIFICATION_CODE_ID"),
		"code":               os.Getenv("CODE"),
	})
	if err != nil {
		return err
	}
	request, err := http.NewRequest(http.MethodPut, baseURL+"/session/verification", bytes.NewReader(body))
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
		return fmt.Errorf("verifySession answered %d: %s (error id %s)", response.StatusCode,
			response.Header.Get("x-error"), response.Header.Get("x-error-id"))
	}
	fmt.Println("The session is verified")
	return nil
}
