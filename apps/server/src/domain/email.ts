import { domainToASCII } from "node:url";
import addFormats from "ajv-formats";

const format = addFormats.default.get("email") as RegExp;

/** Whether an account can have this email: the document's `format: email`, applied to the normalised email. */
export function isEmail(text: string): boolean {
  return format.test(normaliseEmail(text));
}

/** Returns the form in which an email is looked up and counted, so that all spellings of it mean one account. */
export function normaliseEmail(email: string): string {
  const text = email.trim().normalize("NFC").toLowerCase();
  const at = text.lastIndexOf("@");
  const domain = text.slice(at + 1);
  return `${text.slice(0, at)}@${domainToASCII(domain) || domain}`;
}
