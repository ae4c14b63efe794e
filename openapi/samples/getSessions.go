// Lists the active sessions of the user of SESSION_BEARER.
package main

import (
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
	if err := getSessions(); err != nil {
		log.Fatal(err)
	}
}

func getSessions() error {
	baseURL := cmp.Or(os.Getenv("SESSION_API_URL"), "http://127.0.0.1:4010/api/auth/v2")
	request, err := http.NewRequest(http.MethodGet, baseURL+"/sessions", nil)
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
		return fmt.Errorf("getSessions answered %d: %s (error id %s)", response.StatusCode,
			response.Header.Get("x-error"), response.Header.Get("x-error-id"))
	}
	var list struct {
		Sessions []struct {
			SessionID string `json:"sessionID"`
			IP        string `json:"ip"`
			Current   bool   `json:"current"`
		} `json:"sessions"`
	}
	if err := json.NewDecoder(response.Body).Decode(&list); err != nil {
		return err
	}
	for _, session := range list.Sessions {
		mark := ""
		if session.Current {
			mark = "(this session)"
		}
		fmt.Println(session.SessionID, session.IP, mark)
	}
	return nil
}
