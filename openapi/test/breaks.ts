/** Ways to break the document, with the rule that must report each one and a part of its message. */
export const breaks: { rule: string; find: string; replace: string; message: string }[] = [
  {
    rule: "no-invalid-media-type-examples",
    find: "email: john@doe.net",
    replace: "email: 7",
    message: "`email` property type must be string",
  },
  {
    rule: "session-api/examples-valid",
    find: "value: 5f35d2c4-5633-4b16-bbf0-5ca22ef8ea2e",
    replace: "value: 7",
    message: "The example sessionID does not match its schema: it must be string.",
  },
  {
    rule: "session-api/examples-valid",
    find: "value: Bearer\n",
    replace: "value: 7\n",
    message: "The example bearerChallenge does not match its schema: it must be string.",
  },
  {
    rule: "rule/media-type-has-examples",
    find: `          examples:
            acknowledged:
              $ref: "#/components/examples/acknowledged"`,
    replace: `          example:
            message: acknowledged`,
    message: "This body has no named example. Add one under components/examples",
  },
  {
    rule: "rule/header-has-examples",
    find: `          examples:
            bearerChallenge:
              $ref: "#/components/examples/bearerChallenge"`,
    replace: "",
    message: "This header has no named example. Add one under components/examples",
  },
  {
    rule: "rule/parameter-has-examples",
    find: `      examples:
        sessionID:
          $ref: "#/components/examples/sessionID"`,
    replace: "",
    message: "This parameter has no named example. Add one under components/examples",
  },
  {
    rule: "session-api/examples-in-components",
    find: `$ref: "#/components/examples/acknowledged"`,
    replace: "value: { message: acknowledged }",
    message: "Move it to components/examples and refer to it: `acknowledged: {",
  },
  {
    rule: "operation-tag-defined",
    find: `      operationId: getSessions
      tags: [sessions]
`,
    replace: `      operationId: getSessions
`,
    message: "This operation has no tag that the document declares, so the docs do not list it. Add `tags: [sessions]`",
  },
  {
    rule: "operation-tag-defined",
    find: `      operationId: getSessions
      tags: [sessions]
`,
    replace: `      operationId: getSessions
      tags: [lists]
`,
    message: "A new tag needs an entry there.",
  },
  {
    rule: "rule/operation-has-tag",
    find: `      operationId: getSessions
      tags: [sessions]
`,
    replace: `      operationId: getSessions
      tags: []
`,
    message: "`tags` is empty, so the docs do not list this operation. Write `tags: [sessions]`",
  },
  {
    rule: "operation-summary",
    find: `      summary: Get sessions
`,
    replace: "",
    message: "This operation has no summary. Add one of two or three words",
  },
  {
    rule: "operation-summary",
    find: `      summary: Get sessions
`,
    replace: `      summary: ""
`,
    message: "This operation has no summary.",
  },
  {
    rule: "operation-description",
    find: `      description: |
        Lists all active sessions of the current user,`,
    replace: `      x-rest: |
        Lists all active sessions of the current user,`,
    message: "This operation has no description. Add one",
  },
  {
    rule: "rule/declares-every-error",
    find: `        "429":
          $ref: "#/components/responses/TooManyRequests"
`,
    replace: "",
    message: "A status is missing (429 is required). Every operation declares",
  },
  {
    rule: "rule/get-answers-200",
    find: `        "200":
          $ref: "#/components/responses/SessionsListed"`,
    replace: `        "202":
          $ref: "#/components/responses/SessionsListed"`,
    message: "A GET declares 200 and not 202",
  },
  {
    rule: "rule/others-answer-200-and-202",
    find: `        "202":
          $ref: "#/components/responses/SessionCreated"
`,
    replace: "",
    message: "This operation must declare 200 and 202, both with the same `$ref`",
  },
  {
    rule: "rule/no-default-response",
    find: `        "404":
          $ref: "#/components/responses/NotFound"
`,
    replace: `        default:
          $ref: "#/components/responses/NotFound"
`,
    message: "Declare each status by its number instead.",
  },
  {
    rule: "rule/error-has-headers",
    find: `          $ref: "#/components/responses/InternalServerError"`,
    replace: `          description: The service failed.`,
    message: "Give this response `headers` with x-error and x-error-id, and no `content`.",
  },
  {
    rule: "rule/error-has-headers",
    find: `        "404":
          $ref: "#/components/responses/NotFound"
`,
    replace: `        "404":
          $ref: "#/components/responses/NotFound"
        "302":
          description: Somewhere else.
`,
    message: "Only 200 and 202 have a body. Give this response `headers`",
  },
  {
    rule: "rule/error-has-headers",
    find: `        The service failed, not the request.`,
    replace: `        The service failed.
      content:
        application/json:
          schema:
            $ref: "#/components/schemas/Acknowledgement"
          examples:
            acknowledged:
              $ref: "#/components/examples/acknowledged"
      x-rest: |
       `,
    message: "and no `content`.",
  },
  {
    rule: "rule/error-has-both-headers",
    find: `        x-error-id:
          description: The id of this error, to give to support.
          required: true
          schema:
            $ref: "#/components/schemas/ErrorID"
          examples:
            notFoundErrorID:
              $ref: "#/components/examples/notFoundErrorID"
`,
    replace: "",
    message: "An error response lacks a header (x-error-id is required). Add the header, with `required: true`",
  },
  {
    rule: "rule/error-headers-required",
    find: `          required: true
          schema:
            $ref: "#/components/schemas/ErrorText"`,
    replace: `          schema:
            $ref: "#/components/schemas/ErrorText"`,
    message: "Every error has this header. Add `required: true`.",
  },
  {
    rule: "session-api/error-examples-own",
    find: `$ref: "#/components/examples/notFoundErrorID"`,
    replace: `$ref: "#/components/examples/forbiddenErrorID"`,
    message: "Two responses share the example #/components/examples/forbiddenErrorID. Add another",
  },
  {
    rule: "rule/no-format-uuid",
    find: "description: The id of the user.",
    replace: "format: uuid\n          description: The id of the user.",
    message: "Remove `format: uuid`.",
  },
  {
    rule: "rule/spelling",
    find: "        userID:",
    replace: "        userId:",
    message: "This name differs from the spelling of the API: camelCase, ID in capitals",
  },
  {
    rule: "rule/parameter-spelling",
    find: "      name: id\n",
    replace: "      name: sessionId\n",
    message: "This parameter differs from the spelling of the API",
  },
  {
    // The rule handles a format of OpenAPI and a `$ref` in the schema.
    rule: "session-api/examples-valid",
    find: `          schema:
            type: string
          examples:
            bearerChallenge:`,
    replace: `          schema:
            type: array
            items: { type: integer, format: int32, anyOf: [{ $ref: "#/components/schemas/ExpireAt" }] }
          examples:
            bearerChallenge:`,
    message: "The example bearerChallenge does not match its schema: it must be array.",
  },
  {
    rule: "rule/no-closed-schema",
    find: "description: The request body of `verifySession`.",
    replace: "additionalProperties: false\n      description: The request body of `verifySession`.",
    message: "The API gains fields over time, and a new field must not break a client. Remove this keyword.",
  },
  {
    rule: "rule/no-schema-dialect",
    find: "openapi: 3.1.1",
    replace: "openapi: 3.1.1\njsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base",
    message: "Remove `jsonSchemaDialect`.",
  },
];
