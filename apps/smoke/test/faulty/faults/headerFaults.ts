import { check, create, type Fault, headers, isError, isSuccess, list, without } from "../Fault.ts";

export const headerFaults: Fault[] = [
  headers(
    "no error has x-error",
    /header\.x-error is required, the server sent none \(openapi.yaml:\d+ says `required: true`\)/,
    isError,
    without("x-error"),
  ),
  headers(
    "no error has x-error-id",
    /header\.x-error-id is required, the server sent none \(openapi.yaml:\d+ says `required: true`\)/,
    isError,
    without("x-error-id"),
  ),
  headers(
    "x-error is empty",
    /header\.x-error must NOT have fewer than 1 characters, the server sent an empty one \(openapi.yaml:\d+ says `minLength: 1`\)/,
    isError,
    (all) => ({ ...all, "x-error": "" }),
  ),
  headers(
    "x-error-id is empty",
    /header\.x-error-id must NOT have fewer than 1 characters, the server sent an empty one \(openapi.yaml:\d+ says `minLength: 1`\)/,
    isError,
    (all) => ({ ...all, "x-error-id": "" }),
  ),
  headers(
    "x-error-id is constant",
    /header\.x-error-id must be unique to this error, the server sent that of another one \(openapi.yaml:\d+ says `x-error-id:`\)/,
    isError,
    (all) => ({ ...all, "x-error-id": "1" }),
  ),
  headers(
    "a 405 has no x-error-id",
    /header\.x-error-id is required, the server sent none \(openapi.yaml:\d+ says `required: true`\)/,
    ({ status: code }) => code === 405,
    without("x-error-id"),
  ),
  headers(
    "a 404 has no x-error",
    /header\.x-error is required, the server sent none \(openapi.yaml:\d+ says `required: true`\)/,
    ({ status: code }) => code === 404,
    without("x-error"),
  ),
  headers(
    `${check}: no content type`,
    /header\.content-type must be application\/json, the server sent no content type \(openapi.yaml:\d+ says `application\/json:`\)/,
    isSuccess,
    without("content-type"),
    check,
  ),
  headers(
    `${check}: text/html`,
    /header\.content-type must be application\/json, the server sent "text\/html" \(openapi.yaml:\d+ says `application\/json:`\)/,
    isSuccess,
    (all) => ({ ...all, "content-type": "text/html" }),
    check,
  ),
  headers(
    `${create}: text/plain`,
    /header\.content-type must be application\/json, the server sent "text\/plain" \(openapi.yaml:\d+ says `application\/json:`\)/,
    isSuccess,
    (all) => ({ ...all, "content-type": "text/plain" }),
    create,
  ),
  headers(
    `${list}: another JSON`,
    /header\.content-type must be application\/json, the server sent "application\/vnd.sessions\+json" \(openapi.yaml:\d+ says `application\/json:`\)/,
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
      /the response 401 has WWW-Authenticate: Basic; Bearer is right/,
      (answer) => answer.headers["www-authenticate"] !== undefined,
      (all) => ({ ...all, "www-authenticate": "Basic" }),
    ),
    isOurs: true,
  },
  {
    ...headers(
      "a 405 has an Allow that lists the method",
      /the response 405 has Allow: .*PATCH; a list without the method that was sent is right/,
      (answer) => answer.headers.allow !== undefined,
      (all) => ({ ...all, allow: `${all.allow}, PATCH` }),
    ),
    isOurs: true,
  },
];
