import { expect, it } from "vitest";
import { computeCode } from "../src/domain/code.ts";
import { createKeyLine, parseKeys } from "../src/domain/keys.ts";
import { createMailWorker } from "../src/mail/createMailWorker.ts";
import { createMessage } from "../src/mail/createMessage.ts";
import type { DueMail, Store } from "../src/store/Store.ts";
import { startSmtpSink } from "./smtpSink.ts";
import { startTestServer } from "./testServer.ts";

const keys = parseKeys(createKeyLine(new Date()));
const chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

it("arrives over SMTP with a login, as text and HTML, at the address as it was entered except for the case of the domain", async () => {
  await using sink = await startSmtpSink({ user: { name: "sender", password: "p4ss" } });
  await using server = await startTestServer({
    mail: sink.url,
    mailFrom: "codes@doe.net",
    users: [{ email: "John@Doe.net" }],
  });
  const { data } = await server.api.POST("/session", {
    body: { email: "john@doe.net" },
    headers: { "User-Agent": chrome },
  });
  await sink.waitUntil(() => sink.received.length === 1);
  const [mail] = sink.received;
  expect(mail).toMatchObject({
    to: "John@doe.net",
    verificationCodeID: data?.verificationCodeID,
    subject: "Your code to log in",
  });
  expect(mail?.code).toMatch(/^\d{6}$/);
  expect(mail?.text).toContain(
    "A request to log in with your email came from the address 127.0.0.1, using Chrome on Linux.",
  );
  expect(mail?.text).toContain("Never read this code out");
  expect(mail?.html).toContain(`<p>Your code is ${mail?.code}.`);
});

it("has no link, and no word that the caller chose", () => {
  const userAgent = `<a href="https://evil.example">Firefox/1</a> Your account is locked, call 555`;
  const { text, html, subject } = createMessage({
    verificationCodeID: "id",
    code: "012345",
    to: "john@doe.net",
    ip: "203.0.113.7",
    userAgent,
    minutesLeft: 10,
  });
  expect(text).toContain("came from the address 203.0.113.7, using an unknown program.");
  for (const part of [text, html, subject]) expect(part).not.toMatch(/https?:|href|evil|locked/);
});

it("escapes everything in its HTML", () => {
  const { html } = createMessage({
    verificationCodeID: "id",
    code: "012345",
    to: "john@doe.net",
    ip: `<img src=x onerror="x">`,
    userAgent: "",
    minutesLeft: 1,
  });
  expect(html).not.toContain("<img");
  expect(html).toContain("within 1 minute.");
});

it("goes over TLS, and by default not to a server whose certificate is not trusted", async () => {
  await using sink = await startSmtpSink({ isSecure: true });
  await using careful = await startTestServer({ mail: sink.url });
  await careful.create();
  await using trusting = await startTestServer({ mail: `${sink.url}?tls.rejectUnauthorized=false` });
  const { verificationCodeID } = await trusting.create();
  await sink.waitUntil(() => sink.received.length === 1);
  expect(sink.received[0]?.verificationCodeID).toBe(verificationCodeID);
});

it("is not sent again when the mail server refuses the mailbox for good", async () => {
  let tries = 0;
  await using sink = await startSmtpSink({
    onMail: () => {
      tries += 1;
      if (tries === 1) throw Object.assign(new Error("no such mailbox"), { responseCode: 550 });
    },
  });
  await using server = await startTestServer({ mail: sink.url, limits: "off" });
  await server.create();
  const { verificationCodeID } = await server.create();
  await sink.waitUntil(() => sink.received.length === 1);
  expect(sink.received[0]?.verificationCodeID).toBe(verificationCodeID);
  expect(tries).toBe(2);
});

it("is discarded for a disabled user, an expired code and a retired key", async () => {
  const sent: string[] = [];
  const mail = (more: Partial<DueMail>): DueMail => ({
    verificationCodeID: "id",
    keyId: keys.currentId,
    mailAddress: "john@doe.net",
    ip: "",
    userAgent: "",
    attempts: 0,
    expireAt: 1_000,
    ...more,
  });
  const mails = [
    mail({ mailAddress: null }),
    mail({ expireAt: 500 }),
    mail({ keyId: "retired" }),
    mail({ verificationCodeID: "live" }),
  ];
  const removed: string[] = [];
  const allRemoved = Promise.withResolvers<void>();
  const store = {
    leaseMail: async () => mails.shift(),
    removeMail: async (id: string) => {
      removed.push(id);
      if (removed.length === 4) allRemoved.resolve();
    },
    nextMailAt: async () => undefined,
  } as Partial<Store> as Store;
  const transport = { send: async (_message: unknown, { code }: { code: string }) => void sent.push(code), close() {} };
  const worker = createMailWorker({
    store,
    keys,
    transport,
    codeDigits: 8,
    clock: () => 500,
    onMailFailed() {},
    onStoreFailed() {},
  });
  worker.wake();
  await allRemoved.promise;
  expect(removed).toEqual(["id", "id", "id", "live"]);
  expect(sent).toEqual([computeCode(keys.findCodeKey(keys.currentId) ?? Buffer.alloc(0), "live", 8)]);
  await worker.stop();
});

it("does not delay createSession while the mail server is silent", async () => {
  const silence = Promise.withResolvers<void>();
  await using server = await startTestServer({ mail: () => silence.promise });
  expect((await server.create()).bearer).toMatch(/./);
  silence.resolve();
});
