import { nameProgram } from "../domain/userAgent.ts";

export interface CodeMail {
  verificationCodeID: string;
  code: string;
  to: string;
  ip: string;
  userAgent: string;
  minutesLeft: number;
}

export interface Message {
  messageId: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
}

/** Creates the mail with the code. It has no links, and no words that the caller chose. */
export function createMessage({ verificationCodeID, code, to, ip, userAgent, minutesLeft }: CodeMail): Message {
  const paragraphs = [
    `Your code is ${code}. It works once, within ${minutesLeft} ${minutesLeft === 1 ? "minute" : "minutes"}.`,
    `A request to log in with your email came from the address ${ip}, using ${nameProgram(userAgent)}.`,
    "If you made this request, type the code into the page or program that asks for it. If you did not, do nothing: without the code, the login fails.",
    "Never read this code out, and never send it to anyone. Any person who has it can log in as you, and no support team needs it.",
  ];
  return {
    // The same for each try, so that a mailbox can recognise a repeated mail.
    messageId: `<${verificationCodeID}@session-server>`,
    to: { name: "", address: to },
    // Without the code, because locked screens show subjects.
    subject: "Your code to log in",
    text: `${paragraphs.join("\n\n")}\n`,
    html: `<!doctype html>\n${paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join("\n")}\n`,
  };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
