import { expect, it } from "vitest";
import { codeFor } from "../src/domain/code.ts";
import { newKeyLine, parseKeys } from "../src/keys.ts";
import { createMailWorker } from "../src/mail/createMailWorker.ts";
import { messageFor } from "../src/mail/message.ts";
import type { DueMail, Store } from "../src/store/Store.ts";
import { startSmtpSink } from "./smtpSink.ts";
import { startTestServer } from "./testServer.ts";

const keys = parseKeys(newKeyLine(new Date()));
const chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

it("arrives over SMTP with a log-in, as text and HTML, at the address as it was entered but for the case of the domain", async () => {
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
  await expect.poll(() => sink.received.length).toBe(1);
  const [mail] = sink.received;
  expect(mail).toMatchObject({
    to: "John@doe.net",
    verificationCodeID: data?.verificationCodeID,
    subject: "Your code to log in",
  });
  expect(mail?.code).toMatch(/^\d{6}$/);
  expect(mail?.text).toContain(
    "Somebody at the address 127.0.0.1, with Chrome on Linux, asked to log in with your email.",
  );
  expect(mail?.text).toContain("Never read this code out");
  expect(mail?.html).toContain(`<p>Your code is ${mail?.code}.`);
});

it("has no link, and no word that the asker chose", () => {
  const userAgent = `<a href="https://evil.example">Firefox/1</a> Your account is locked, call 555`;
  const { text, html, subject } = messageFor({
    verificationCodeID: "id",
    code: "012345",
    to: "john@doe.net",
    ip: "203.0.113.7",
    userAgent,
    minutesLeft: 10,
  });
  expect(text).toContain("with an unknown program, asked");
  for (const part of [text, html, subject]) expect(part).not.toMatch(/https?:|href|evil|locked/);
});

it("escapes everything in its HTML", () => {
  const { html } = messageFor({
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

it("goes over TLS, and by default to no server whose certificate nobody vouches for", async () => {
  await using sink = await startSmtpSink({ isSecure: true });
  await using careful = await startTestServer({ mail: sink.url });
  await careful.create();
  await using trusting = await startTestServer({ mail: `${sink.url}?tls.rejectUnauthorized=false` });
  const { verificationCodeID } = await trusting.create();
  await expect.poll(() => sink.received.length, { timeout: 10_000 }).toBe(1);
  expect(sink.received[0]?.verificationCodeID).toBe(verificationCodeID);
});

it("is not sent again to a mailbox that the mail server refuses for good", async () => {
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
  await expect.poll(() => sink.received.length).toBe(1);
  expect(sink.received[0]?.verificationCodeID).toBe(verificationCodeID);
  expect(tries).toBe(2);
});

it("leaves nothing for a disabled user, an expired code or a key that is retired", async () => {
  const sent: string[] = [];
  const mail = (more: Partial<DueMail>): DueMail => ({
    verificationCodeID: "id",
    keyID: keys.currentID,
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
    mail({ keyID: "retired" }),
    mail({ verificationCodeID: "live" }),
  ];
  const removed: string[] = [];
  const store = {
    leaseMail: async () => mails.shift(),
    removeMail: async (id: string) => void removed.push(id),
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
  await expect.poll(() => removed).toEqual(["id", "id", "id", "live"]);
  expect(sent).toEqual([codeFor(keys.codeKey(keys.currentID) ?? Buffer.alloc(0), "live", 8)]);
  await worker.stop();
});

it("is not waited for: createSession answers while the mail server is silent", async () => {
  let arrive = () => {};
  const silence = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await using server = await startTestServer({ mail: () => silence });
  expect((await server.create()).bearer).toMatch(/./);
  arrive();
});
