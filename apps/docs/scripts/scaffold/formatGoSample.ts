import type { SampleRequest } from "./SampleRequest.ts";

/** Formats a request as a program of Go with its standard library. */
export function formatGoSample({ operationId, method, target, requiresBearer, body }: SampleRequest): string {
  const imports = ["cmp", "fmt", "io", "log", "net/http", "os", ...(body === undefined ? [] : ["strings"]), "time"];
  const reader = body === undefined ? "nil" : `strings.NewReader(${quote(JSON.stringify(body))})`;
  const headers = [
    ...(requiresBearer ? ['"Authorization", "Bearer "+os.Getenv("SESSION_BEARER")'] : []),
    ...(body === undefined ? [] : ['"Content-Type", "application/json"']),
  ];
  return `package main

import (
${imports.map((name) => `\t"${name}"\n`).join("")})

func main() {
	log.SetFlags(0)
	if err := ${operationId}(); err != nil {
		log.Fatal(err)
	}
}

func ${operationId}() error {
	baseURL := cmp.Or(os.Getenv("SESSION_API_URL"), "http://127.0.0.1:4010/api/auth/v2")
	request, err := http.NewRequest("${method}", baseURL+${JSON.stringify(target)}, ${reader})
	if err != nil {
		return err
	}
${headers.map((header) => `\trequest.Header.Set(${header})\n`).join("")}
	client := http.Client{Timeout: 10 * time.Second}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK && response.StatusCode != http.StatusAccepted {
		return fmt.Errorf("${operationId} answered %d: %s (error id %s)", response.StatusCode,
			response.Header.Get("x-error"), response.Header.Get("x-error-id"))
	}
	_, err = io.Copy(os.Stdout, response.Body)
	return err
}
`;
}

function quote(text: string): string {
  return text.includes("`") ? JSON.stringify(text) : `\`${text}\``;
}
