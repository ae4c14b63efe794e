import fc from "fast-check";
import type { ApiDocument, Operation, Schema } from "../contract/document.ts";
import { userAgent } from "../flow/createFlow.ts";
import type { SessionIDs } from "./openBearers.ts";

/** Whose bearer goes along. The runner puts the real one in, so that no request holds a secret. */
export type BearerKind =
  | ("none" | "live" | "live, in lower case" | "pending" | "closed")
  | ("unknown" | "malformed" | "another scheme");

/** A request that was made up from the document. */
export interface FuzzRequest {
  method: string;
  /** Below the base path. */
  path: string;
  headers: Record<string, string>;
  bearer: BearerKind;
  body: { text: string; encoding: "utf8" | "utf16le" | "latin1" } | undefined;
  /** What is wrong with it, so that it must be refused. */
  wrong: string | undefined;
  /** Whether it is odd, so that any answer but a 5xx is right. */
  isOdd: boolean;
}

export interface Making {
  /** Emails that may be sent where a right one is wanted. */
  emails: fc.Arbitrary<string>;
  /** Ids that exist, for requests that must be refused. */
  ids: SessionIDs;
}

type Part = Partial<FuzzRequest>;

const text = fc.string({ unit: "binary", maxLength: 40 });
const word = fc.oneof(
  text,
  fc.constantFrom("", "0", "__proto__", "constructor", "'; DROP TABLE sessions; --", "\u0000", "../..", "%00", "💌"),
);
/** Around what columns and parameters are often wide, and within what a body may have. */
const longText = fc.constantFrom(101, 256, 300, 1_025).map((length) => "x".repeat(length));
/** As deep as a parser must go, and a walk through what it has read. */
const nested: unknown = JSON.parse(`${"[".repeat(500)}${"]".repeat(500)}`);
const visible = fc.stringMatching(/^[\x21-\x7e]{1,40}$/);
const otherMethods = ["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS"];

/** Right requests of every operation, requests at the edge of what is right, and ones with one thing wrong. */
export function requestsOf(document: ApiDocument, making: Making): fc.Arbitrary<FuzzRequest> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...document.operations).chain((one) => requestOf(document, one, making)) },
    { weight: 2, arbitrary: elsewhere(document) },
  );
}

function requestOf(document: ApiDocument, operation: Operation, making: Making): fc.Arbitrary<FuzzRequest> {
  const { method, needsBearer } = operation;
  const right: fc.Arbitrary<FuzzRequest> = fc.record({
    method: fc.constant(method),
    path: fc
      .tuple(pathOf(operation), fc.constantFrom("", "", "", "?", "?x=1&x=2", "?%"))
      .map((parts) => parts.join("")),
    headers: oddHeaders,
    bearer: needsBearer
      ? fc.oneof(
          { weight: 9, arbitrary: fc.constant<BearerKind>("live") },
          fc.constant<BearerKind>("live, in lower case"),
        )
      : fc.constant<BearerKind>("none"),
    body: operation.body ? rightBody(document, operation.body, making) : fc.constant(undefined),
    wrong: fc.constant(undefined),
    isOdd: fc.constant(false),
  });
  const changes = [
    ...(needsBearer ? [wrongBearer, wrongBearerFor(operation, making)] : []),
    ...(operation.body ? [wrongBody(document, operation.body, making), oddBody] : [uselessBody]),
  ];
  const changed = fc.tuple(right, fc.oneof(...changes)).map(([request, part]) => {
    const headers = { ...request.headers, ...part.headers };
    return { ...request, ...part, headers };
  });
  return fc.oneof(right, changed);
}

/** The path with whatever may stand in it. What is no id is a path of its own. */
function pathOf({ path, parameters }: Operation): fc.Arbitrary<string> {
  const [parameter] = parameters;
  if (!parameter) return fc.constant(path);
  const id = fc
    .oneof({ weight: 9, arbitrary: word }, longText)
    // A path of 1,025 characters may be refused as one, with 414.
    .filter((one) => one !== "" && one !== ".." && one.length <= 300)
    .map(encode);
  return id.map((value) => path.replace(`{${parameter.name}}`, value));
}

/** A dot as well, since `..` would be another path. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(".", "%2E");
}

const wrongBearer: fc.Arbitrary<Part> = fc
  .constantFrom<BearerKind>("none", "pending", "closed", "unknown", "malformed", "another scheme")
  .map((bearer) => ({ bearer, wrong: `its bearer is ${bearer === "none" ? "missing" : bearer}` }));

/** To a session that exists, which nobody else may close. */
function wrongBearerFor({ path, parameters }: Operation, { ids }: Making): fc.Arbitrary<Part> {
  const [parameter] = parameters;
  const known = parameter ? { path: path.replace(`{${parameter.name}}`, encode(ids.sessionID)) } : {};
  return wrongBearer.map((part) => ({ ...part, ...known }));
}

function rightBody(document: ApiDocument, schema: Schema, making: Making): fc.Arbitrary<FuzzRequest["body"]> {
  const names = fc.oneof({ weight: 9, arbitrary: visible }, fc.constantFrom("__proto__", "constructor"));
  const values = fc.oneof({ weight: 9, arbitrary: fc.jsonValue({ maxDepth: 1 }) }, fc.constant(nested));
  const more = fc
    .uniqueArray(fc.tuple(names, values), { maxLength: 2, selector: ([name]) => name })
    .map((entries) => Object.fromEntries(entries));
  return fc
    .tuple(more, rightValue(document, schema, making))
    .map(([unknown, known]) => json({ ...unknown, ...Object(known) }));
}

function json(value: unknown): NonNullable<FuzzRequest["body"]> {
  return { text: JSON.stringify(value), encoding: "utf8" };
}

/** Values that a schema allows, at its edges as well. */
function rightValue(document: ApiDocument, reference: Schema, making: Making): fc.Arbitrary<unknown> {
  const schema = document.resolve(reference);
  const { type, format, minLength = 0, maxLength = 60, properties = {} } = schema;
  if (type === "object")
    return fc.record(
      Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, rightValue(document, one, making)])),
    );
  if (format === "email") return making.emails;
  if (type === "string") {
    const lengths = { minLength, maxLength };
    // The last is half of a character, which JSON can say and UTF-8 cannot.
    const strange = fc.oneof(
      fc.string({ unit: "binary", ...lengths }),
      fc.constant("x".repeat(minLength)),
      fc.constant("\ud800"),
    );
    const long = schema.maxLength === undefined ? [longText] : [];
    return fc.oneof({ withCrossShrink: true }, fc.string(lengths), strange, ...long);
  }
  if (type === "integer") return fc.integer();
  return type === "boolean" ? fc.boolean() : fc.jsonValue();
}

/** One thing wrong with a body that is right otherwise. */
function wrongBody(document: ApiDocument, reference: Schema, making: Making): fc.Arbitrary<Part> {
  const schema = document.resolve(reference);
  const { required = [], properties = {} } = schema;
  const right = rightValue(document, schema, making) as fc.Arbitrary<Record<string, unknown>>;
  const drop = fc.tuple(right, fc.constantFrom(...required)).map(([body, field]) => {
    const { [field]: _, ...rest } = body;
    return { body: json(rest), wrong: `${field} is missing` };
  });
  const mistakes = Object.entries(properties).flatMap(([field, property]) =>
    wrongValues(document.resolve(property)).map((value) => ({ [field]: value })),
  );
  const mistype = fc.tuple(right, fc.constantFrom(...mistakes)).map(([body, mistake]) => ({
    body: json({ ...body, ...mistake }),
    wrong: `${Object.keys(mistake)} is not as its schema says`,
  }));
  // Of a code that is looked for, whatever is compared with it.
  const lookedFor = "verificationCodeID" in properties && "code" in properties;
  const knownID = fc
    .tuple(right, fc.constantFrom(...wrongValues({ type: "string" }), ...operators))
    .map(([body, code]) => ({
      body: json({ ...body, verificationCodeID: making.ids.verificationCodeID, code }),
      wrong: "code is not as its schema says",
    }));
  const noObject = fc
    .oneof(fc.array(fc.jsonValue({ maxDepth: 1 })), fc.constantFrom(null, 0, true, "", "text"))
    .map((value) => ({ body: json(value), wrong: "its body is no object" }));
  const malformed = fc.tuple(right, fc.constantFrom("", "x", "]", ",}", "}}")).map(([body, end]) => ({
    body: { text: JSON.stringify(body).slice(0, -1) + end, encoding: "utf8" as const },
    wrong: "its JSON is malformed",
  }));
  const empty = fc.constant({ body: { text: "", encoding: "utf8" as const }, wrong: "it has no body" });
  const otherType = fc
    .constantFrom("text/plain", "application/xml", "application/x-www-form-urlencoded", "garbage")
    .map((type) => ({ headers: { "Content-Type": type }, wrong: "its content type is not application/json" }));
  const all = lookedFor ? [mistype, knownID] : [mistype];
  return fc.oneof({ weight: 3, arbitrary: fc.oneof(...all) }, drop, noObject, malformed, empty, otherType);
}

/** What databases take for a condition. */
const operators: unknown[] = [{ $ne: "" }, { $gt: "" }, [""], { toString: "" }];

function wrongValues({ type, format, minLength = 0, maxLength }: Schema): unknown[] {
  const otherTypes = [null, 0, 1.5, true, [], {}, "text"].filter((value) => typeof value !== type);
  if (type !== "string") return otherTypes;
  return [
    ...otherTypes,
    ...(minLength > 0 ? [""] : []),
    ...(maxLength === undefined ? [] : ["x".repeat(maxLength + 1), `${"x".repeat(maxLength)}@doe.net`]),
    ...(format === "email" ? ["john", "@", "john@", "@doe.net", "john@doe net"] : []),
  ];
}

/** Bytes that may or may not be taken for the text that was meant. */
const oddBody: fc.Arbitrary<Part> = fc.oneof(
  word.map((one) => ({ body: { text: `\uFEFF${JSON.stringify({ one })}`, encoding: "utf8" as const }, isOdd: true })),
  word.map((one) => ({ body: { text: JSON.stringify({ one }), encoding: "utf16le" as const }, isOdd: true })),
  fc.constant({ body: { text: '{"code":"\u00ff\u00fe"}', encoding: "latin1" as const }, isOdd: true }),
  fc.constant({ body: { text: JSON.stringify("x".repeat(5_000)), encoding: "utf8" as const }, isOdd: true }),
  fc
    .constantFrom("gzip", "identity", "nonsense")
    .map((encoding) => ({ headers: { "Content-Encoding": encoding }, isOdd: true })),
);

/** A body where none is asked for. */
const uselessBody: fc.Arbitrary<Part> = fc.oneof(word, fc.constant("x".repeat(5_000))).map((one) => ({
  body: { text: one, encoding: "utf8" },
  isOdd: true,
}));

const oddHeaders: fc.Arbitrary<Record<string, string>> = fc.record(
  {
    "Content-Type": fc.constantFrom("application/json", "application/json; charset=utf-8", "application/json"),
    // Mostly our own, by which whoever runs the server knows what these are. An empty one is not sent.
    "User-Agent": fc.oneof({ weight: 5, arbitrary: fc.constant(userAgent) }, visible, fc.constant("")),
    Accept: fc.constantFrom("*/*", "application/json", "text/html", "nonsense"),
    "X-Forwarded-For": fc.constantFrom("198.51.100.7", "nonsense"),
    Cookie: visible,
  },
  { requiredKeys: ["Content-Type"] },
);

/** Other methods, and paths that the document does not know. */
function elsewhere({ operations }: ApiDocument): fc.Arbitrary<FuzzRequest> {
  const concrete = operations.map(({ method, path }) => ({ method, path: path.replace(/\{[^}]+\}/g, "id") }));
  const known = new Set(concrete.map(({ method, path }) => `${method} ${path}`));
  const paths = [...new Set(concrete.map(({ path }) => path))];
  const unknown = ["/", "/session/", "//session", "/session/%zz", "/session/a/b", "/Session", "/session;x", "/%00"];
  return (
    fc
      .record({
        method: fc.constantFrom(...otherMethods),
        path: fc.oneof(
          { weight: 3, arbitrary: fc.constantFrom(...paths) },
          fc.constantFrom(...unknown),
          word.map((one) => `/${encode(one)}`),
        ),
        headers: oddHeaders,
        bearer: fc.constantFrom<BearerKind>("none", "unknown"),
        body: fc.constant(undefined),
        wrong: fc.constant(undefined),
        isOdd: fc.constant(true),
      })
      .filter(({ method, path }) => !known.has(`${method} ${path}`))
      // A server may answer HEAD as GET without a body, and OPTIONS to browsers.
      .map((request) =>
        paths.includes(request.path) && !["HEAD", "OPTIONS"].includes(request.method)
          ? { ...request, wrong: `the document declares no ${request.method} there` }
          : request,
      )
  );
}
