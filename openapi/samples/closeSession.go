// Closes the session with the id SESSION_ID, which can be any session of the user of SESSION_BEARER.
package main

import (
	"cmp"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
	"time"
)

func main() {
	log.SetFlags(0)
	if err := closeSession(); err != nil {
		log.Fatal(err)
	}
}

func closeSession() error {
	baseURL := cmp.Or(os.Getenv("SESSION_API_URL"), "http://127.0.0.1:4010/api/auth/v2")
	request, err := http.NewRequest(http.MethodDelete, baseURL+"/session/"+url.PathEscape(os.Getenv("SESSION_ID")), nil)
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
		return fmt.Errorf("closeSession answered %d: %s (error id %s)", response.StatusCode,
			response.Header.Get("x-error"), response.Header.Get("x-error-id"))
	}
	fmt.Println("The session is closed")
	return nil
}
