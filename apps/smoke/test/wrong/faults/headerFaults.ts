import { check, create, type Fault, headers, isError, isSuccess, list, without } from "../Fault.ts";

export const headerFaults: Fault[] = [
  headers(
    "no error has x-error",
    /openapi.yaml:\d+ requires the header x-error, the server sent none/,
    isError,
    without("x-error"),
  ),
  headers(
    "no error has x-error-id",
    /openapi.yaml:\d+ requires the header x-error-id, the server sent none/,
    isError,
    without("x-error-id"),
  ),
  headers(
    "x-error is empty",
    /openapi.yaml:\d+ describes the header x-error, the server sent an empty one/,
    isError,
    (all) => ({ ...all, "x-error": "" }),
  ),
  headers(
    "x-error-id is empty",
    /openapi.yaml:\d+ describes the header x-error-id, the server sent an empty one/,
    isError,
    (all) => ({ ...all, "x-error-id": "" }),
  ),
  headers(
    "x-error-id is constant",
    /openapi.yaml:\d+ names one error by x-error-id, the server sent the same one twice/,
    isError,
    (all) => ({ ...all, "x-error-id": "1" }),
  ),
  headers(
    "a 405 has no x-error-id",
    /openapi.yaml:\d+ requires the header x-error-id, the server sent none/,
    ({ status: code }) => code === 405,
    without("x-error-id"),
  ),
  headers(
    "a 404 has no x-error",
    /openapi.yaml:\d+ requires the header x-error, the server sent none/,
    ({ status: code }) => code === 404,
    without("x-error"),
  ),
  headers(
    `${check}: no content type`,
    /openapi.yaml:\d+ says application\/json, the server sent no content type/,
    isSuccess,
    without("content-type"),
    check,
  ),
  headers(
    `${check}: text/html`,
    /openapi.yaml:\d+ says application\/json, the server sent "text\/html"/,
    isSuccess,
    (all) => ({ ...all, "content-type": "text/html" }),
    check,
  ),
  headers(
    `${create}: text/plain`,
    /openapi.yaml:\d+ says application\/json, the server sent "text\/plain"/,
    isSuccess,
    (all) => ({ ...all, "content-type": "text/plain" }),
    create,
  ),
  headers(
    `${list}: another JSON`,
    /openapi.yaml:\d+ says application\/json, the server sent "application\/vnd.sessions\+json"/,
    isSuccess,
    (all) => ({ ...all, "content-type": "application/vnd.sessions+json" }),
    list,
  ),
  {
    ...headers("a 401 has no WWW-Authenticate", /has no WWW-Authenticate header/, isError, without("www-authenticate")),
    isOurs: true,
  },
  { ...headers("a 405 has no Allow", /has no Allow header/, isError, without("allow")), isOurs: true },
  {
    ...headers(
      "a 401 has WWW-Authenticate: Basic",
      /the answer 401 has WWW-Authenticate: Basic; Bearer is right/,
      (answer) => answer.headers["www-authenticate"] !== undefined,
      (all) => ({ ...all, "www-authenticate": "Basic" }),
    ),
    isOurs: true,
  },
  {
    ...headers(
      "a 405 has an Allow that lists the method",
      /the answer 405 has Allow: .*PATCH; what was not sent is right/,
      (answer) => answer.headers.allow !== undefined,
      (all) => ({ ...all, allow: `${all.allow}, PATCH` }),
    ),
    isOurs: true,
  },
];
