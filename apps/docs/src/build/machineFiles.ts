/** The files for programs, besides the Markdown twins, with their descriptions for `/llms.txt`. */
export const machineFiles: Record<string, string> = {
  "openapi.yaml": "the OpenAPI document as it is written",
  "openapi.json": "the OpenAPI document as JSON",
  "login.arazzo.yaml": "the steps of a login as Arazzo workflows",
  "session-api.postman_collection.json": "a collection for Postman, with the login in order",
  "session-api.bruno.json": "the same collection for Bruno",
  "changelog/feed.xml": "the changes of each release as RSS",
};
