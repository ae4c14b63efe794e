import { programOf } from "../domain/userAgent.ts";

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

/** The mail with the code. It has no links, and nothing in it is a sentence that the asker wrote. */
export function messageFor({ verificationCodeID, code, to, ip, userAgent, minutesLeft }: CodeMail): Message {
  const paragraphs = [
    `Your code is ${code}. It works once, within ${minutesLeft} ${minutesLeft === 1 ? "minute" : "minutes"}.`,
    `Somebody at the address ${ip}, with ${programOf(userAgent)}, asked to log in with your email.`,
    "If that was you, type the code where you were asked for it. If it was not, do nothing: without the code nobody gets in.",
    "Never read this code out or send it to anybody. Whoever has it is logged in as you, and nobody who helps you needs it.",
  ];
  return {
    // The same at each try, so that a mailbox can see that it has this mail already.
    messageId: `<${verificationCodeID}@session-server>`,
    to: { name: "", address: to },
    // Without the code: a subject is shown on locked screens.
    subject: "Your code to log in",
    text: `${paragraphs.join("\n\n")}\n`,
    html: `<!doctype html>\n${paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join("\n")}\n`,
  };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
