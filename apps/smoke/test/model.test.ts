import { type Mock, startMock } from "@session-api/mock";
import { startServer } from "@session-api/server";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createCodeBox } from "./createCodeBox.ts";
import { forwardAndNote, startProxy } from "./faulty/startProxy.ts";
import { chooseSize } from "./fullSize.ts";
import { createCommands, type Real } from "./model/commands.ts";
import { createSide } from "./model/Side.ts";

const seed = Number(process.env.FUZZ_SEED ?? 1 + (Date.now() % 2 ** 30));
const runs = chooseSize(120, 500);
const rules = { sessionLifetimeSeconds: 1_800, sessionMaxAgeSeconds: 2_400 };
const names = ["john", "jane", "joe"];

/** Starts the live server and the mock that remembers, with clocks that show the same time. */
async function startBoth() {
  let nowMs = Date.UTC(2030, 0, 1);
  const { mail, codeFor } = createCodeBox();
  // The accounts that the mock makes of these emails. Each run has its own, so that a run can be repeated.
  const createUser = (alias: string) => ({
    email: `${alias}@doe.net`,
    alias,
    fullName: alias.slice(0, 1).toUpperCase() + alias.slice(1),
    roles: ["user"],
    groups: ["public"],
  });
  const server = await startServer({
    ...rules,
    clock: () => nowMs,
    limits: "off",
    checkReplies: true,
    users: Array.from({ length: runs + 500 }, (_, run) => names.map((name) => createUser(name + run))).flat(),
    mail,
  });
  const mock = await startMock({ state: rules });
  let run = 0;
  return {
    server,
    mock,
    codeFor,
    close: () => Promise.all([server.close(), mock.close({ failOnViolations: true })]),
    /** Creates the two sides of one run. */
    setUp(urls: Urls): { model: { sessions: number }; real: Real } {
      run += 1;
      mock.reset({ failOnViolations: true });
      mock.clock.set(new Date(nowMs));
      return {
        model: { sessions: 0 },
        real: {
          run,
          server: createSide(urls.server, {
            readCode: ({ verificationCodeID }) => codeFor(verificationCodeID),
            advance(seconds) {
              nowMs += 1_000 * seconds;
            },
          }),
          mock: createSide(urls.mock, {
            readCode: async ({ email }) => mock.codeOf(email) ?? "none",
            advance: mock.clock.advance,
          }),
        },
      };
    },
  };
}

interface Urls {
  server: string;
  mock: string;
}

let both: Awaited<ReturnType<typeof startBoth>>;
beforeAll(async () => {
  both = await startBoth();
});
afterAll(() => both.close());

const urls = ({ server, mock }: { server: { url: string }; mock: Mock }): Urls => ({
  server: server.url,
  mock: mock.url,
});

function check(urls: Urls, numRuns: number) {
  let calls = 0;
  const property = fc.asyncProperty(
    fc.commands(createCommands(names), { maxCommands: 60, size: "max" }),
    async (commands) => {
      calls += [...commands].length;
      await fc.asyncModelRun(() => both.setUp(urls), commands);
    },
  );
  return fc.check(property, { numRuns, seed }).then((details) => ({ details, calls }));
}

it(`responds to the six operations in any order as the mock that remembers does, in ${runs} of ${runs} runs`, async () => {
  const { details, calls } = await check(urls(both), runs);
  console.log(`model seed ${seed} (repeat with FUZZ_SEED=${seed}): ${calls} commands in ${details.numRuns} runs`);
  expect(fc.defaultReportMessage(details)).toBeUndefined();
  expect(calls).toBeGreaterThan(20 * runs);
}, 120_000);

it.each(["server", "mock"] as const)(
  "finds a %s that differs from the other one, and shrinks the run to the few commands that show it",
  async (name) => {
    // The proxy acknowledges every code.
    await using proxy = await startProxy({ url: both[name].url, codeFor: both.codeFor }, async (request, world) => {
      const answer = await forwardAndNote(request, world);
      const isAcknowledged = request.line === "PUT /session/verification" && answer.status === 401;
      return isAcknowledged
        ? { status: 202, headers: { "content-type": "application/json" }, body: '{"message":"acknowledged"}' }
        : answer;
    });
    const { details } = await check({ ...urls(both), [name]: proxy.url }, runs);
    expect(details.failed).toBe(true);
    const [commands] = details.counterexample ?? [];
    expect([...(commands ?? [])].length).toBeLessThanOrEqual(3);
  },
  60_000,
);
