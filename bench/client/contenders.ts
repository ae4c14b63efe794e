interface Contender {
  name: string;
  /** The file in `peers/`. */
  file: string;
  /** The package whose version is told, if there is one. */
  package?: string;
}

/** Who makes the same calls. Ours are measured as they would be published. */
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
