import type { Ability } from "../targets/Target.ts";
import { userAgent } from "./createFlow.ts";
import {
  accepts,
  type Check,
  closes,
  type ExpiryRule,
  isPending,
  kept,
  lists,
  names,
  refuses,
  starts,
  startsAlike,
  verifies,
} from "./expectations.ts";
import {
  callWith,
  checkSession,
  checkWith,
  checkWithID,
  closeSession,
  createSession,
  extendSession,
  getSessions,
  send,
  sendUndeclared,
  verifySession,
  verifyUnknown,
  type Who,
} from "./requests.ts";

/** When a step can be run. */
export interface Conditions {
  /** What a server must be able to show. */
  needs?: Ability[];
  /** Whose code from the mail must be at hand. */
  codeOf?: Who;
  /** Whether the API's page says nothing of it, so that it binds this project's own servers alone. */
  isOurDecision?: true;
  /** Whether the request contradicts the document on purpose. */
  isInvalid?: true;
  /** Whether the server's clock must show another second than at the last answer. */
  inNextSecond?: true;
}

/** One request and one expectation. */
export interface Step extends Conditions {
  /** The operationId of the request. */
  operation: string;
  /** The expectation, as it is printed. */
  expectation: string;
  run: Check;
}

const remembers: Conditions = { needs: ["remembers"] };
const verified: Conditions = { ...remembers, codeOf: "mine" };
const twice: Conditions = { ...remembers, codeOf: "second" };
const twoUsers: Conditions = { needs: ["remembers", "two accounts"] };
const theirs: Conditions = { ...twoUsers, codeOf: "theirs" };
const theirsTwice: Conditions = { ...twoUsers, codeOf: "theirSecond" };
const code: Conditions = { codeOf: "mine" };
const invalid: Conditions = { isInvalid: true };
const ours: Conditions = { ...remembers, isOurDecision: true };
const limits: Conditions = { needs: ["remembers", "limits"], isOurDecision: true };

const otherAgent = { "User-Agent": `${userAgent} (another)` };
const lastCharacter = /[^=](?==*$)/;
const more = { kind: "standard" };
const later: ExpiryRule = (expireAt, before, { isCapped }) => (isCapped ? expireAt >= before : expireAt > before);
const protectedOperations = ["checkSession", "getSessions", "extendSession", "closeSession"] as const;
const bearersLikeIt: [string, (bearer: string) => string][] = [
  ["without the last character", (bearer) => `Bearer ${bearer.replace(lastCharacter, "")}`],
  ["with another last character", (bearer) => `Bearer ${bearer.replace(lastCharacter, another)}`],
  ["with a character more", (bearer) => `Bearer ${bearer}0`],
  ["in the other case", (bearer) => `Bearer ${inOtherCase(bearer)}`],
  ["with another first character", (bearer) => `Bearer ${bearer.replace(/^./, another)}`],
  ["under another scheme", (bearer) => `Basic ${bearer}`],
  ["without a scheme", (bearer) => bearer],
];
const otherMethods = [
  ["checkSession", "DELETE", "/session"],
  ["getSessions", "POST", "/sessions"],
  ["extendSession", "POST", "/session/extend"],
] as const;
const closedBearer = [checkSession, getSessions, extendSession, closeSession];

/** The whole life of a session, in order: each line sends one request. */
export const steps: Step[] = [
  // A session is pending until its code is sent back.
  step("createSession", "starts a pending session and mails a code", starts("mine")),
  step("checkSession", "does not take the pending session for verified", isPending("mine"), remembers),
  step("getSessions", "refuses the pending bearer", refuses("pendingBearer", getSessions("mine")), remembers),
  step("extendSession", "refuses the pending bearer", refuses("pendingBearer", extendSession("mine")), remembers),
  step("closeSession", "refuses the pending bearer", refuses("pendingBearer", closeSession("mine", "mine")), remembers),
  step(
    "verifySession",
    "refuses a code whose last digit is wrong",
    refuses("code", verifySession("mine", "wrong last digit")),
    verified,
  ),
  step(
    "verifySession",
    "refuses the code with a digit more",
    refuses("code", verifySession("mine", "a digit more")),
    verified,
  ),
  step("verifySession", "accepts the code from the mail", verifies("mine"), code),
  step(
    "verifySession",
    "refuses the same code a second time",
    refuses("code", verifySession("mine", "mine")),
    verified,
  ),
  step(
    "verifySession",
    "refuses a wrong code after it",
    refuses("code", verifySession("mine", "wrong first digit")),
    verified,
  ),
  step("checkSession", "names the session and its user, verified", names("mine"), code),
  step("getSessions", "lists the session as the only current one", lists("mine"), code),

  // The same user logs in a second time.
  step("createSession", "starts a second session, whatever else is sent", starts("second", more), verified),
  step("getSessions", "does not list the pending session", lists("mine", [], ["second"]), { ...ours, ...code }),
  step(
    "verifySession",
    "refuses the used code of the first session",
    refuses("code", verifySession("second", "mine")),
    twice,
  ),

  // Somebody else logs in meanwhile.
  step("createSession", "starts a session for another user", starts("theirs"), twoUsers),
  step(
    "verifySession",
    "refuses another user's pending code",
    refuses("code", verifySession("theirs", "second")),
    theirs,
  ),
  step("verifySession", "refuses another user's used code", refuses("code", verifySession("theirs", "mine")), theirs),
  step("verifySession", "accepts the other user's own code", verifies("theirs"), theirs),
  step("checkSession", "names the other user's session to its bearer", names("theirs"), theirs),
  step("getSessions", "lists nothing of the other user's to me", lists("mine", [], ["theirs"]), theirs),

  // Whoever else has logged in, this session is pending until its own code is sent back.
  step("checkSession", "does not take the second session for verified", isPending("second"), verified),
  step("getSessions", "refuses its pending bearer", refuses("pendingBearer", getSessions("second")), verified),
  step(
    "closeSession",
    "refuses to close the first session to it",
    refuses("pendingBearer", closeSession("second", "mine")),
    verified,
  ),
  step(
    "verifySession",
    "refuses its code with a zero before it",
    refuses("code", verifySession("second", "a zero before")),
    twice,
  ),

  // Now both sessions of the first user are verified.
  step("verifySession", "accepts the code, whatever else is sent", verifies("second", more), twice),
  step("checkSession", "names the second session to its bearer", names("second"), twice),
  step("getSessions", "lists both, the bearer's own as current", lists("mine", ["second"]), twice),

  // More time, for one of them.
  step("extendSession", "acknowledges more time", accepts(extendSession("mine")), { ...code, inNextSecond: true }),
  step("checkSession", "shows a later expiry", names("mine", later), verified),
  step("getSessions", "lists the other expiry unmoved", lists("mine", ["second"], [], Object.is), twice),
  step("checkSession", "shows the other expiry unmoved", names("second", Object.is), { ...twice, ...ours }),

  // And for the other one.
  step("getSessions", "lists both to the second bearer, its own as current", lists("second", ["mine"]), twice),
  step("extendSession", "acknowledges more time to the second session", accepts(extendSession("second")), {
    ...twice,
    inNextSecond: true,
  }),
  step("checkSession", "shows a later expiry of the second session", names("second", later), twice),
  step("getSessions", "lists the first expiry unmoved", lists("second", ["mine"], [], Object.is), twice),

  // The two users see and touch nothing of each other.
  step("getSessions", "lists nothing of mine to the other user", lists("theirs", [], ["mine", "second"]), theirs),
  step(
    "closeSession",
    "refuses to close the other user's session",
    refuses("session", closeSession("mine", "theirs")),
    theirs,
  ),
  step("checkSession", "still names the other user's session", names("theirs", kept), theirs),
  step(
    "closeSession",
    "refuses to close mine to the other user",
    refuses("session", closeSession("theirs", "mine")),
    theirs,
  ),

  // Closing one session closes it and nothing else.
  step("closeSession", "closes the second session", closes("mine", "second"), twice),
  step("getSessions", "no longer lists the closed session", lists("mine", [], ["second"]), twice),
  ...closedBearer.map((call) =>
    step(call.name, "refuses the bearer of the second session", refuses("bearer", call("second")), twice),
  ),
  step("closeSession", "refuses to close it again", refuses("session", closeSession("mine", "second")), twice),
  step("createSession", "starts a second session for the other user", starts("theirSecond"), theirs),
  step(
    "verifySession",
    "refuses an empty code for it",
    refuses("code", verifySession("theirSecond", "nothing")),
    theirsTwice,
  ),
  step(
    "verifySession",
    "refuses a code whose first digit is wrong",
    refuses("code", verifySession("theirSecond", "wrong first digit")),
    theirsTwice,
  ),
  step("verifySession", "accepts the code of that one", verifies("theirSecond"), theirsTwice),
  step("closeSession", "closes the other user's session to its bearer", closes("theirs", "theirs"), theirsTwice),
  step("checkSession", "names the other user's second session after that", names("theirSecond"), theirsTwice),
  step("closeSession", "closes that one to its bearer", closes("theirSecond", "theirSecond"), theirsTwice),
  step("checkSession", "still names the session", names("mine", kept), verified),

  // What must be refused, or ignored.
  ...protectedOperations.map((operation) =>
    step(operation, "refuses a call without a bearer", refuses("bearer", callWith(operation)), invalid),
  ),
  ...protectedOperations.map((operation) =>
    step(
      operation,
      "refuses an unknown bearer",
      refuses("bearer", callWith(operation, `Bearer ${crypto.randomUUID()}`)),
      remembers,
    ),
  ),
  step(
    "checkSession",
    "refuses a malformed bearer",
    refuses("bearer", callWith("checkSession", "Bearer no bearer")),
    remembers,
  ),
  step(
    "checkSession",
    "refuses another scheme",
    refuses("bearer", callWith("checkSession", "Basic am9objpkb2U=")),
    invalid,
  ),
  ...bearersLikeIt.map(([how, change]) =>
    step("checkSession", `refuses its bearer ${how}`, refuses("bearer", checkWith("mine", change)), {
      ...verified,
      ...invalid,
    }),
  ),
  ...(["sessionID", "verificationCodeID"] as const).map((id) =>
    step("checkSession", `refuses its ${id} as a bearer`, refuses("bearer", checkWithID("mine", id)), verified),
  ),
  step("checkSession", "names the session as it is to another User-Agent", names("mine", kept, otherAgent), {
    ...verified,
    isOurDecision: true,
  }),
  step("createSession", "refuses malformed JSON", refuses("request", send("POST", "/session", "{")), invalid),
  step(
    "createSession",
    "refuses another content type",
    refuses("request", send("POST", "/session", "{}", "text/plain")),
    invalid,
  ),
  step("createSession", "refuses a body without email", refuses("request", send("POST", "/session", "{}")), invalid),
  step(
    "createSession",
    "refuses an email that is a number",
    refuses("request", send("POST", "/session", '{"email":1}')),
    invalid,
  ),
  step("createSession", "refuses too large a body", refuses("request", send("POST", "/session", tooLarge())), {
    ...ours,
    ...invalid,
  }),
  step("createSession", "refuses another method", refuses("method", send("PATCH", "/session")), invalid),
  ...otherMethods.map(([operation, method, path]) =>
    step(operation, `refuses ${method} of its path`, refuses("method", sendUndeclared("mine", method, path)), {
      ...ours,
      ...invalid,
    }),
  ),
  step("getSessions", "refuses a route that there is not", refuses("route", sendUndeclared("mine", "GET", "/users")), {
    ...ours,
    ...invalid,
  }),
  step(
    "verifySession",
    "refuses malformed JSON",
    refuses("request", send("PUT", "/session/verification", "code")),
    invalid,
  ),
  step(
    "verifySession",
    "refuses a body without code",
    refuses("request", send("PUT", "/session/verification", '{"verificationCodeID":"x"}')),
    invalid,
  ),
  step(
    "verifySession",
    "refuses a code that is a number",
    refuses("request", send("PUT", "/session/verification", '{"verificationCodeID":"x","code":12345}')),
    invalid,
  ),
  step("verifySession", "refuses an unknown verificationCodeID", refuses("code", verifyUnknown), remembers),
  step("extendSession", "refuses too large a body", refuses("request", send("PUT", "/session/extend", tooLarge())), {
    ...ours,
    ...invalid,
  }),
  step("closeSession", "refuses a malformed id", refuses("request", send("DELETE", "/session/%zz")), {
    ...ours,
    ...invalid,
  }),
  step("closeSession", "refuses an unknown id", refuses("session", closeSession("mine")), code),
  step("checkSession", "still names the session after all of that", names("mine", kept), verified),

  // The end.
  step("closeSession", "closes the session", closes("mine", "mine"), code),
  ...closedBearer.map((call) =>
    step(call.name, "refuses the bearer of the closed session", refuses("bearer", call("mine")), verified),
  ),

  // Nobody learns who has an account. The limits come last, since after them the server has no time for a minute.
  step("createSession", "answers an email without account alike", startsAlike("unknown", "mine"), ours),
  step("checkSession", "does not take that session for verified", isPending("unknown"), ours),
  step("verifySession", "refuses any code for it", refuses("code", verifySession("unknown", "wrong last digit")), ours),
  step(
    "createSession",
    "answers 429 to a second code in a minute",
    refuses("tooOften", createSession("unknown")),
    limits,
  ),
  step("verifySession", "answers 429 before the 31st try of a minute", refuses("tooOften", verifyOften), limits),
];

function step(operation: string, expectation: string, run: Check, conditions: Conditions = {}): Step {
  return { operation, expectation, run, ...conditions };
}

/** Differs in the highest bit where the text is base64, since the lowest ones of its last character may say nothing. */
function another(character: string): string {
  return /[A-Za-f]/.test(character) ? "9" : "A";
}

/** Where a bearer has letters of both cases, they mean something; elsewhere another character stands for them. */
function inOtherCase(bearer: string): string {
  if (!/[a-z]/.test(bearer) || !/[A-Z]/.test(bearer)) return bearer.replace(lastCharacter, another);
  return bearer.replace(/[a-z]/gi, (one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase()));
}

function tooLarge(): string {
  return JSON.stringify({ email: "x".repeat(5_000) });
}

/** The one step that takes more than one request, since a limit is reached by many. */
async function verifyOften(flow: Parameters<Check>[0]): Promise<unknown> {
  for (let tries = 1; tries < 31; tries++) {
    await verifyUnknown(flow).catch(() => undefined);
    if (flow.last.exchange?.status !== 401) break;
  }
  return verifyUnknown(flow);
}
