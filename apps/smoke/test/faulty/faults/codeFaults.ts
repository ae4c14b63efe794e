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
  owner,
  parsed,
  refusal,
  shownVerified,
  verify,
} from "../Fault.ts";
import { forwardAndNote, type Seen, type WireAnswer, type WireRequest, type World } from "../startProxy.ts";

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
    "the first digit of a code does not count",
    /refuses a code whose first digit is wrong.*it was accepted with 202/,
    (code) => code.slice(1),
  ),
  comparing(
    "only the first three digits of a code count",
    /refuses a code whose last digit is wrong.*it was accepted with 202/,
    (code) => code.slice(0, 3),
  ),
  comparing(
    "only the last three digits of a code count",
    /refuses its code with a zero before it.*it was accepted with 202/,
    (code) => code.slice(-3),
  ),
  comparing(
    "a code is accepted with more digits behind it",
    /refuses the code with one more digit.*it was accepted/,
    (code) => code.slice(0, 6),
  ),
  comparing("a code is compared as a number", /refuses its code with a zero before it.*it was accepted/, Number),
  instead(
    "an empty code is not compared",
    /refuses an empty code for it.*it was accepted/,
    verify,
    async (request, world) =>
      forwardAndNote(parsed(request).code === "" ? await withRightCode(request, world) : request, world),
  ),
  told("in a field", (answer, code) => ({ ...answer, body: withField(answer, "code", code) })),
  told("in a field of a field", (answer, code) => ({ ...answer, body: withField(answer, "debug", { code }) })),
  told("in a sentence", (answer, code) => ({ ...answer, body: withField(answer, "text", `Your code is ${code}.`) })),
  told("in a cookie", (answer, code) => ({
    ...answer,
    headers: { ...answer.headers, "set-cookie": `code=${code}; Path=/` },
  })),
  instead(
    "the refusal of a wrong code shows the right one",
    /accepts the code from the mail.*the response to PUT .* shows the code that was mailed/,
    verify,
    async (request, world) => {
      const answer = await forwardAndNote(request, world);
      const { verificationCodeID } = parsed(request);
      const pending = world.sessions.find((seen) => seen.verificationCodeID === verificationCodeID);
      if (isSuccess(answer) || !pending || pending.email.endsWith(".invalid")) return answer;
      const code = await world.codeFor(pending.verificationCodeID);
      return { ...answer, headers: { ...answer.headers, "x-error": `unauthorized: expected ${code}` } };
    },
  ),
  instead(
    "a used code opens the next login of its user",
    /refuses the used code of the first session.*it was accepted with 202/,
    verify,
    async (request, world) => {
      const { verificationCodeID, code } = parsed(request);
      const pending = world.sessions.find((seen) => seen.verificationCodeID === verificationCodeID);
      const used = world.sessions.filter(({ email, isVerified }) => isVerified && email === pending?.email);
      const codes = await Promise.all(used.map((seen) => world.codeFor(seen.verificationCodeID)));
      const isAccepted = pending && !pending.isVerified && codes.includes(code);
      return forwardAndNote(isAccepted ? await withRightCode(request, world) : request, world);
    },
  ),
  ourWords("a used code is refused in other words", ({ isVerified }) => isVerified),
  unknownIs("with another status", (answer) => ({ ...answer, status: 200 })),
  unknownIs("with one more field", (answer) => ({ ...answer, body: withField(answer, "known", false) })),
  unknownIs("with a shorter bearer", (answer) => ({ ...answer, body: withField(answer, "bearer", "short") })),
  {
    ...instead(
      "a session of an unknown email is verified at once",
      /does not show that session as verified.*it was accepted with 200/,
      check,
      async (request, world) => {
        const asker = owner(world, request.bearer);
        if (!asker?.email.endsWith(".invalid")) return forwardAndNote(request, world);
        return shownVerified(asker);
      },
    ),
    isOurs: true,
  },
  instead(
    "a code verifies every pending session",
    /does not show the second session as verified.*it was accepted with 200/,
    check,
    async (request, world) => {
      const pending = owner(world, request.bearer);
      const since = pending ? world.sessions.slice(world.sessions.indexOf(pending)) : [];
      if (!pending || pending.isVerified || !since.some((seen) => seen.isVerified))
        return forwardAndNote(request, world);
      return shownVerified(pending);
    },
  ),
  instead(
    "a wrong code is accepted after the right one",
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
      /answers an email without an account in the same way.*answered 404/,
      create,
      async (request, world) =>
        String(parsed(request).email).endsWith(".invalid") ? refusal(404) : forwardAndNote(request, world),
    ),
    isOurs: true,
  },
  instead(
    "a session is verified before its verification",
    /does not show the pending session as verified.*it was accepted with 200/,
    check,
    async (request, world) => {
      const pending = owner(world, request.bearer);
      if (!pending || pending.isVerified) return forwardAndNote(request, world);
      return shownVerified(pending);
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

function withField({ body: text }: WireAnswer, name: string, value: unknown): string {
  return JSON.stringify({ ...JSON.parse(text), [name]: value });
}

/** Shows the code in the response to `createSession`. */
function told(where: string, tell: (answer: WireAnswer, code: string) => WireAnswer): Fault {
  const says = /accepts the code from the mail.*the response to POST .* shows the code that was mailed/;
  return instead(`the code is shown ${where}`, says, create, async (request, world) => {
    const answer = await forwardAndNote(request, world);
    if (!isSuccess(answer) || request.body.includes(".invalid")) return answer;
    return tell(answer, await world.codeFor(JSON.parse(answer.body).verificationCodeID));
  });
}

/** Tells in words why a code is refused. */
function ourWords(name: string, isMeant: (session: Seen) => boolean): Fault {
  const says = /its x-error differs from that of another code that was refused/;
  return {
    ...instead(name, says, verify, async (request, world) => {
      const answer = await forwardAndNote(request, world);
      const { verificationCodeID } = parsed(request);
      const session = world.sessions.find((seen) => seen.verificationCodeID === verificationCodeID);
      if (isSuccess(answer) || !session || !isMeant(session)) return answer;
      return { ...answer, headers: { ...answer.headers, "x-error": "unauthorized: another reason" } };
    }),
    isOurs: true,
  };
}

/** Tells which emails have an account. */
function unknownIs(how: string, change: (answer: WireAnswer) => WireAnswer): Fault {
  const says = /answers an email without an account in the same way.*and an email with an account with/;
  return {
    ...instead(`an unknown email is answered ${how}`, says, create, async (request, world) => {
      const answer = await forwardAndNote(request, world);
      return request.body.includes(".invalid") && isSuccess(answer) ? change(answer) : answer;
    }),
    isOurs: true,
  };
}

/** Compares only a part of a code. */
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
