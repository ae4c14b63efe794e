// Moves the expiry of the session of SESSION_BEARER. checkSession reads the new one.
package main

import (
	"cmp"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"
)

func main() {
	log.SetFlags(0)
	if err := extendSession(); err != nil {
		log.Fatal(err)
	}
}

func extendSession() error {
	baseURL := cmp.Or(os.Getenv("SESSION_API_URL"), "http://127.0.0.1:4010/api/auth/v2")
	request, err := http.NewRequest(http.MethodPut, baseURL+"/session/extend", nil)
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
		return fmt.Errorf("extendSession answered %d: %s (error id %s)", response.StatusCode,
			response.Header.Get("x-error"), response.Header.Get("x-error-id"))
	}
	fmt.Println("The session is extended")
	return nil
}
