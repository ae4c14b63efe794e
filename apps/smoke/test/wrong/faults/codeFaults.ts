import {
  acknowledged,
  type Body,
  check,
  close,
  create,
  extend,
  type Fault,
  instead,
  isSuccess,
  json,
  list,
  owner,
  parsed,
  refusal,
  verify,
} from "../Fault.ts";
import { forwardAndNote, type WireRequest, type World } from "../startProxy.ts";

export const codeFaults: Fault[] = [
  instead("any code is accepted", /it was accepted with 202; a refusal with 401/, verify, async (request, world) => {
    const { verificationCodeID } = parsed(request);
    const known = world.sessions.find((seen) => seen.verificationCodeID === verificationCodeID);
    if (!known || known.isVerified || known.email.endsWith(".invalid")) return forwardAndNote(request, world);
    return forwardAndNote(await withRightCode(request, world), world);
  }),
  instead(
    "the code of any pending login is accepted",
    /refuses another user's pending code.*it was accepted with 202/,
    verify,
    async (request, world) => {
      const { verificationCodeID, code } = parsed(request);
      const pending = world.sessions.filter(({ email, isVerified }) => !isVerified && !email.endsWith(".invalid"));
      const isPending = pending.some((seen) => seen.verificationCodeID === verificationCodeID);
      const codes = await Promise.all(pending.map((seen) => world.codeFor(seen.verificationCodeID)));
      const isAccepted = isPending && codes.includes(code);
      return forwardAndNote(isAccepted ? await withRightCode(request, world) : request, world);
    },
  ),
  comparing(
    "only the first three digits of a code count",
    /refuses a code whose last digit is wrong.*it was accepted with 202/,
    (code) => code.slice(0, 3),
  ),
  comparing(
    "only the last three digits of a code count",
    /refuses a code whose first digit is wrong.*it was accepted with 202/,
    (code) => code.slice(-3),
  ),
  comparing("a code is accepted with more behind it", /refuses the code with a digit more.*it was accepted/, (code) =>
    code.slice(0, 6),
  ),
  comparing("a code is compared as a number", /refuses its code with a zero before it.*it was accepted/, Number),
  instead(
    "an empty code is not compared",
    /refuses an empty code for it.*it was accepted/,
    verify,
    async (request, world) =>
      forwardAndNote(parsed(request).code === "" ? await withRightCode(request, world) : request, world),
  ),
  instead(
    "the code is answered",
    /accepts the code from the mail.*createSession has answered the code that was mailed/,
    create,
    async (request, world) => {
      const answer = await forwardAndNote(request, world);
      if (!isSuccess(answer) || request.body.includes(".invalid")) return answer;
      const session: Body = JSON.parse(answer.body);
      const code = await world.codeFor(session.verificationCodeID);
      return { ...answer, body: JSON.stringify({ ...session, code }) };
    },
  ),
  instead(
    "a code verifies every pending session",
    /does not take the second session for verified.*it was accepted with 200/,
    check,
    async (request, world) => {
      const pending = owner(world, request.bearer);
      const since = pending ? world.sessions.slice(world.sessions.indexOf(pending)) : [];
      if (!pending || pending.isVerified || !since.some((seen) => seen.isVerified))
        return forwardAndNote(request, world);
      const user = { userID: "u", alias: "a", fullName: "f", verified: true, roles: [], groups: [] };
      return { status: 200, headers: json, body: JSON.stringify({ ...pending.body, ...user }) };
    },
  ),
  instead(
    "a wrong code is accepted once the right one was",
    /refuses a wrong code after it.*it was accepted with 202/,
    verify,
    async (request, world) => {
      const { verificationCodeID, code } = parsed(request);
      const known = world.sessions.find((seen) => seen.verificationCodeID === verificationCodeID);
      const isWrong = known?.isVerified && code !== (await world.codeFor(verificationCodeID));
      return isWrong ? acknowledged : forwardAndNote(request, world);
    },
  ),
  instead(
    "a code is accepted again",
    /refuses the same code a second time.*it was accepted with 202/,
    verify,
    async (request, world) => {
      const { verificationCodeID, code } = parsed(request);
      const known = world.sessions.find((seen) => seen.verificationCodeID === verificationCodeID);
      const isRight = known?.isVerified && code === (await world.codeFor(verificationCodeID));
      return isRight ? acknowledged : forwardAndNote(request, world);
    },
  ),
  instead(
    "the code of another user is accepted",
    /refuses another user's used code.*it was accepted with 202/,
    verify,
    async (request, world) => {
      const { verificationCodeID, code } = parsed(request);
      const known = world.sessions.find((seen) => seen.verificationCodeID === verificationCodeID);
      const [first] = world.sessions;
      if (!known || !first || known.email === first.email || known.email.endsWith(".invalid"))
        return forwardAndNote(request, world);
      if (code !== (await world.codeFor(first.verificationCodeID))) return forwardAndNote(request, world);
      return forwardAndNote(await withRightCode(request, world), world);
    },
  ),
  {
    ...instead(
      "a session of an unknown email is verified by any code",
      /refuses any code for it.*it was accepted with 202/,
      verify,
      async (request, world) => {
        const known = world.sessions.find((seen) => seen.verificationCodeID === parsed(request).verificationCodeID);
        return known?.email.endsWith(".invalid") ? acknowledged : forwardAndNote(request, world);
      },
    ),
    isOurs: true,
  },
  instead(
    "an unknown verificationCodeID is accepted",
    /refuses an unknown verificationCodeID.*it was accepted with 202/,
    verify,
    async (request, world) => {
      const { verificationCodeID, code } = parsed(request);
      const isKnown = world.sessions.some((seen) => seen.verificationCodeID === verificationCodeID);
      return isKnown || typeof code !== "string" ? forwardAndNote(request, world) : acknowledged;
    },
  ),
  {
    ...instead(
      "an unknown email is refused",
      /answers an email without account alike.*answered 404/,
      create,
      async (request, world) =>
        String(parsed(request).email).endsWith(".invalid") ? refusal(404) : forwardAndNote(request, world),
    ),
    isOurs: true,
  },
  instead(
    "a session is verified before its verification",
    /does not take the pending session for verified.*it was accepted with 200/,
    check,
    async (request, world) => {
      const pending = owner(world, request.bearer);
      if (!pending || pending.isVerified) return forwardAndNote(request, world);
      const user = { userID: "u", alias: "a", fullName: "f", verified: true, roles: [], groups: [] };
      return { status: 200, headers: json, body: JSON.stringify({ ...pending.body, ...user }) };
    },
  ),
  instead(
    "a pending bearer lists sessions",
    /refuses the pending bearer.*it was accepted with 200/,
    list,
    async (request, world) => {
      const pending = owner(world, request.bearer);
      if (!pending || pending.isVerified) return forwardAndNote(request, world);
      return { status: 200, headers: json, body: '{"sessions":[]}' };
    },
  ),
  instead(
    "a pending bearer extends",
    /refuses the pending bearer.*it was accepted with 202/,
    extend,
    async (request, world) =>
      owner(world, request.bearer)?.isVerified === false ? acknowledged : forwardAndNote(request, world),
  ),
  instead(
    "a pending bearer closes",
    /closeSession refuses the pending bearer.*it was accepted with 202/,
    close,
    async (request, world) =>
      owner(world, request.bearer)?.isVerified === false ? acknowledged : forwardAndNote(request, world),
  ),
];

/** Looks at a part of a code only. */
function comparing(name: string, says: RegExp, partOf: (code: string) => unknown): Fault {
  return instead(name, says, verify, async (request, world) => {
    const { verificationCodeID, code } = parsed(request);
    const known = world.sessions.find((seen) => seen.verificationCodeID === verificationCodeID);
    if (!known || known.email.endsWith(".invalid") || typeof code !== "string") return forwardAndNote(request, world);
    const isAccepted = partOf(code) === partOf(await world.codeFor(verificationCodeID));
    return forwardAndNote(isAccepted ? await withRightCode(request, world) : request, world);
  });
}

async function withRightCode(request: WireRequest, world: World): Promise<WireRequest> {
  const { verificationCodeID } = parsed(request);
  const code = await world.codeFor(verificationCodeID);
  return { ...request, body: JSON.stringify({ verificationCodeID, code }) };
}
