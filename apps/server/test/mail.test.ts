import { expect, it } from "vitest";
import { messageFor } from "../src/mail/message.ts";
import { startSmtpSink } from "./smtpSink.ts";
import { startTestServer } from "./testServer.ts";

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

it("is not waited for: createSession answers while the mail server is silent", async () => {
  let arrive = () => {};
  const silence = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await using server = await startTestServer({ mail: () => silence });
  expect((await server.create()).bearer).toMatch(/./);
  arrive();
});
