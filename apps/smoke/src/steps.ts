import assert from "node:assert/strict";
import type { Flow } from "./createFlow.ts";
import { refuses } from "./refuses.ts";

export interface Step {
  /** The operationId of the one request. */
  operation: string;
  /** The one expectation, as it is printed. */
  expectation: string;
  /** Whether only a server that keeps sessions can show it. */
  needsMemory?: true;
  /** Whether the code from the mail must be at hand. */
  needsCode?: true;
  run(flow: Flow): Promise<void>;
}

const unauthenticated = [401, 403];
const codeRefused = [400, 401, 403, 404];
const badRequest = [400, 413, 415, 422];
const unknownSession = [403, 404];

/** The whole life of a session, in order: each step is one request and one expectation. */
export const steps: Step[] = [
  {
    operation: "createSession",
    expectation: "starts a pending session and mails a code",
    async run(flow) {
      const { data } = await flow.client.api.POST("/session", { body: { email: flow.target.email } });
      assert.ok(data, "the answer has no body");
      flow.bearer = data.bearer;
      flow.sessionID = data.sessionID;
      flow.verificationCodeID = data.verificationCodeID;
    },
  },
  {
    operation: "checkSession",
    expectation: "does not take the pending session for verified",
    needsMemory: true,
    async run(flow) {
      const checked = flow.session().GET("/session");
      const isPending = await checked.then(
        ({ data }) => data?.verified === false,
        () => false,
      );
      if (!isPending) await refuses(unauthenticated, () => checked);
    },
  },
  {
    operation: "verifySession",
    expectation: "refuses a wrong code",
    needsMemory: true,
    needsCode: true,
    async run(flow) {
      const body = { verificationCodeID: flow.verificationCodeID, code: otherCode(flow.code) };
      await refuses(codeRefused, () => flow.client.api.PUT("/session/verification", { body }));
    },
  },
  {
    operation: "verifySession",
    expectation: "accepts the code from the mail",
    needsCode: true,
    async run(flow) {
      const body = { verificationCodeID: flow.verificationCodeID, code: flow.code };
      await flow.client.api.PUT("/session/verification", { body });
    },
  },
  {
    operation: "verifySession",
    expectation: "refuses the same code a second time",
    needsMemory: true,
    async run(flow) {
      const body = { verificationCodeID: flow.verificationCodeID, code: flow.code };
      await refuses(codeRefused, () => flow.client.api.PUT("/session/verification", { body }));
    },
  },
  {
    operation: "checkSession",
    expectation: "names the session and its user, verified",
    async run(flow) {
      const { data } = await flow.session().GET("/session");
      assert.equal(data?.verified, true, "verified is not true");
      assert.equal(data.sessionID, flow.sessionID, "sessionID is not that of createSession");
      flow.expireAt = data.expireAt;
    },
  },
  {
    operation: "getSessions",
    expectation: "lists the session as the only current one",
    async run(flow) {
      const { data } = await flow.session().GET("/sessions");
      assert.ok(data, "the answer has no body");
      const current = data.sessions.filter((session) => session.current).map(({ sessionID }) => sessionID);
      assert.deepEqual(
        current,
        [flow.sessionID],
        `current are ${JSON.stringify(current)}, not the one session of this run`,
      );
    },
  },
  {
    operation: "extendSession",
    expectation: "acknowledges more time",
    async run(flow) {
      await flow.session().PUT("/session/extend");
    },
  },
  {
    operation: "checkSession",
    expectation: "shows an expiry that did not move back",
    needsMemory: true,
    async run(flow) {
      const { data } = await flow.session().GET("/session");
      assert.ok(data && data.expireAt >= flow.expireAt, `expireAt was ${flow.expireAt} and is now ${data?.expireAt}`);
    },
  },
  {
    operation: "checkSession",
    expectation: "refuses a call without a bearer",
    async run(flow) {
      await refuses(unauthenticated, () => flow.client.api.GET("/session"));
    },
  },
  {
    operation: "createSession",
    expectation: "refuses a body without its field",
    async run(flow) {
      const sendNothing = { body: { email: flow.target.email }, bodySerializer: () => "{}" };
      await refuses(badRequest, () => flow.client.api.POST("/session", sendNothing));
    },
  },
  {
    operation: "closeSession",
    expectation: "refuses an unknown id",
    async run(flow) {
      const headers = flow.target.honoursPrefer ? { Prefer: "code=404" } : {};
      const params = { path: { id: crypto.randomUUID() } };
      await refuses(unknownSession, () => flow.session().DELETE("/session/{id}", { params, headers }));
    },
  },
  {
    operation: "closeSession",
    expectation: "closes the session",
    async run(flow) {
      await flow.session().DELETE("/session/{id}", { params: { path: { id: flow.sessionID } } });
      flow.sessionID = "";
    },
  },
  {
    operation: "checkSession",
    expectation: "refuses the bearer of the closed session",
    needsMemory: true,
    async run(flow) {
      await refuses(unauthenticated, () => flow.session().GET("/session"));
    },
  },
];

/** A code of the same length that is wrong in its last place. */
function otherCode(code: string): string {
  return `${code.slice(0, -1)}${code.endsWith("0") ? "1" : "0"}`;
}
