interface Contender {
  name: string;
  /** The file in `peers/`. */
  file: string;
  /** The package whose version is printed. */
  package?: string;
}

/** The clients that make the same calls. Ours are measured as npm publishes them. */
export const contenders: Contender[] = [
  { name: "bare `fetch`", file: "bareFetch" },
  { name: "openapi-fetch", file: "openapiFetch", package: "openapi-fetch" },
  { name: "hey-api", file: "heyApi", package: "@hey-api/openapi-ts" },
  { name: "orval", file: "orval", package: "orval" },
  { name: "ky", file: "ky", package: "ky" },
  { name: "axios", file: "axios", package: "axios" },
  { name: "ours, session objects", file: "ours" },
  { name: "ours, `api`", file: "oursApi" },
];
