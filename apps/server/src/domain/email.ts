import { domainToASCII } from "node:url";
import addFormats from "ajv-formats";

const format = addFormats.default.get("email") as RegExp;

/** Whether an account can have this email: the document's `format: email`, once it is normalised. */
export function isEmail(text: string): boolean {
  return format.test(normaliseEmail(text));
}

/** The form in which an email is looked up and counted: however it is typed, an account has one. */
export function normaliseEmail(email: string): string {
  const text = email.trim().normalize("NFC").toLowerCase();
  const at = text.lastIndexOf("@");
  const domain = text.slice(at + 1);
  return `${text.slice(0, at)}@${domainToASCII(domain) || domain}`;
}
