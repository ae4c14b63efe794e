import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Parsers of settings. Each throws an `Error` that says what a value must be; the caller puts the flag before it. */

export function parseText(value: string): string {
  return value || refuse("a value");
}

export function parseInteger(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    const isInRange = /^\d+$/.test(value) && number >= least && number <= most;
    return isInRange ? number : refuse(`a whole number from ${least} to ${most}`);
  };
}

export function parseChoice<T extends string>(...choices: T[]): (value: string) => T {
  return (value) => choices.find((choice) => choice === value) ?? refuse(choices.join(" or "));
}

/** The value may be the URL of another database, with a password, so the message does not repeat it. */
export function parseDatabase(value: string): string {
  return /^sqlite:./.test(value) ? value : refuse("sqlite:path/to/file.db or sqlite::memory:");
}

export function parseAddress(value: string): string {
  return /^[^\r\n]*[^\s@]+@[^\s@]+$/.test(value) ? value : refuse("an email address");
}

/** The value may hold a password, so the message does not repeat it. */
export function parseMail(value: string): string {
  if (value === "console" || (/^smtps?:\/\/[^/]+\/?(\?.*)?$/.test(value) && URL.canParse(value))) return value;
  return refuse("console or smtp://user:password@host:port");
}

export function parseNetworks(value: string): string[] {
  const networks = parseList(value);
  const isNetwork = (text: string) => isIP(text) !== 0 || ipaddr.isValidCIDR(text);
  return networks.every(isNetwork) ? networks : refuse("addresses or CIDR ranges, separated by commas");
}

export function parseOrigins(value: string): string[] {
  const origins = parseList(value);
  const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text;
  return origins.every(isOrigin) ? origins : refuse("origins such as https://app.example, separated by commas");
}

/** Splits a list at its commas. */
export function parseList(value: string): string[] {
  return value
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}

function refuse(expected: string): never {
  throw new Error(`must be ${expected}`);
}
