// Prints the user of the session of SESSION_BEARER.
package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"
	"time"
)

func main() {
	log.SetFlags(0)
	if err := checkSession(); err != nil {
		log.Fatal(err)
	}
}

func checkSession() error {
	baseURL := cmp.Or(os.Getenv("SESSION_API_URL"), "http://127.0.0.1:4010/api/auth/v2")
	request, err := http.NewRequest(http.MethodGet, baseURL+"/session", nil)
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("SESSION_BEARER"))

	client := http.Client{Timeout: 10 * time.Second}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK && response.StatusCode != http.StatusAccepted {
		return fmt.Errorf("checkSession answered %d: %s (error id %s)", response.StatusCode,
			response.Header.Get("x-error"), response.Header.Get("x-error-id"))
	}
	var session struct {
		FullName string   `json:"fullName"`
		Roles    []string `json:"roles"`
		Verified bool     `json:"verified"`
	}
	if err := json.NewDecoder(response.Body).Decode(&session); err != nil {
		return err
	}
	if !session.Verified {
		fmt.Println("The session is not verified")
		return nil
	}
	fmt.Printf("%s has the roles %s\n", session.FullName, strings.Join(session.Roles, ", "))
	return nil
}
