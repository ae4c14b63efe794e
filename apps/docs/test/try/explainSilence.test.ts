import { expect, it } from "vitest";
import { explainSilence } from "../../src/try/explainSilence.ts";

const page = "https://docs.example/try/";

it("explains mixed content for a server over http elsewhere", () => {
  const { title, sentences } = explainSilence("http://api.example/v2", page, false);
  expect(title).toBe("The browser does not call a server over http from a page over https");
  expect(sentences.join(" ")).toContain("http://api.example/try/");
});

it("names the permission that Chromium asks for when a page over https calls this machine", () => {
  const { title, sentences } = explainSilence("http://127.0.0.1:4010/v2", page, false);
  expect(title).toBe("No server answers at 127.0.0.1:4010");
  expect(sentences.join(" ")).toContain("Chromium asks for permission");
});

it("explains CORS for a server that answers", () => {
  const { commands } = explainSilence("http://localhost:4010/v2", page, true);
  expect(commands).toContain("npx @session-api/mock --state --cors https://docs.example");
});
