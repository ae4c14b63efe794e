import {
  acknowledged,
  check,
  close,
  create,
  extend,
  type Fault,
  instead,
  isSuccess,
  json,
  list,
  refusal,
  status,
  verify,
} from "../Fault.ts";

export const statusFaults: Fault[] = [
  status(
    `${check}: 204`,
    /status must be one of 200, .*, the server sent 204 \(openapi.yaml:\d+ says `responses:`\)/,
    check,
    isSuccess,
    {
      status: 204,
      body: "",
    },
  ),
  status(
    `${create}: 201`,
    /status must be one of 200, 202, .*, the server sent 201 \(openapi.yaml:\d+ says `responses:`\)/,
    create,
    isSuccess,
    {
      status: 201,
    },
  ),
  status(
    `${close}: 204`,
    /status must be one of 200, 202, .*, the server sent 204 \(openapi.yaml:\d+ says `responses:`\)/,
    close,
    isSuccess,
    {
      status: 204,
      body: "",
    },
  ),
  status(
    `${check}: 202, which a GET does not declare`,
    /status must be one of 200, 400, .*, the server sent 202 \(openapi.yaml:\d+ says `responses:`\)/,
    check,
    isSuccess,
    { status: 202 },
  ),
  status(
    `${verify}: 200 for a refusal`,
    /it was accepted with 200; a refusal with 401/,
    verify,
    (answer) => answer.status === 401,
    { ...acknowledged, status: 200 },
  ),
  status(
    `${check}: 200 for a refusal of any bearer`,
    /it was accepted with 200/,
    check,
    (answer) => answer.status === 401,
    { status: 200, headers: json, body: "{}" },
  ),
  status(
    `${check}: 418`,
    /status must be one of .*, the server sent 418 \(openapi.yaml:\d+ says `responses:`\)/,
    check,
    (answer) => answer.status === 401,
    { status: 418 },
  ),
  status(
    `${check}: 410 for a closed session`,
    /status must be one of .*, the server sent 410 \(openapi.yaml:\d+ says `responses:`\)/,
    check,
    (answer) => answer.status === 401,
    { status: 410 },
  ),
  status(`${extend}: 500`, /answered 500/, extend, isSuccess, refusal(500)),
  status(`${list}: 404`, /answered 404/, list, isSuccess, refusal(404)),
  { ...status(`${create}: 429`, /answered 429/, create, isSuccess, refusal(429)), isOurs: true },
  status(`${list}: 429 until a time that is over`, /answered 429/, list, isSuccess, {
    ...refusal(429),
    headers: { ...refusal(429).headers, "retry-after": "0" },
  }),
  {
    ...instead(`${list}: 429 on an unused server`, /answered 429/, list, async () => ({
      ...refusal(429),
      headers: { ...refusal(429).headers, "retry-after": "1" },
    })),
    isOurs: true,
  },
  status(`${create}: 400 is a 500`, /it answered 500; 400.* is right/, create, (answer) => answer.status === 400, {
    status: 500,
  }),
  status(
    `${close}: an unknown id is acknowledged`,
    /it was accepted with 202; a refusal with 404/,
    close,
    (answer) => answer.status === 404,
    acknowledged,
  ),
  {
    ...status(
      `${check}: a pending bearer is answered 401`,
      /answered 401.*; 403 is right/,
      check,
      (answer) => answer.status === 403,
      { status: 401 },
    ),
    isOurs: true,
  },
  {
    ...status("another method is answered 404", /answered 404; 405 is right/, "PATCH /session", () => true, {
      status: 404,
    }),
    isOurs: true,
  },
];
