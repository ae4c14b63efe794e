import { domainToASCII } from "node:url";

/** The form in which an email is looked up and counted: however it is typed, an account has one. */
export function normaliseEmail(email: string): string {
  const text = email.trim().normalize("NFC").toLowerCase();
  const at = text.lastIndexOf("@");
  const domain = text.slice(at + 1);
  return `${text.slice(0, at)}@${domainToASCII(domain) || domain}`;
}
