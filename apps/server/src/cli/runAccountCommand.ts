import { existsSync } from "node:fs";
import { normaliseEmail } from "../domain/email.ts";
import { parseList } from "../settings/parsers.ts";
import { addUser } from "../store/addUser.ts";
import { openStore } from "../store/openStore.ts";
import type { Store } from "../store/Store.ts";

export interface AccountFlags {
  alias?: string;
  "full-name"?: string;
  roles?: string;
  groups?: string;
}

type Command = (store: Store, email: string, flags: AccountFlags) => Promise<string>;

/** The commands for accounts and their sessions. They work while the server runs, and return the text to print. */
export const accountCommands: Record<string, Command> = {
  "users add": async (store, email, { alias, "full-name": fullName, roles = "", groups = "" }) => {
    const user = { email, alias, fullName, roles: parseList(roles), groups: parseList(groups) };
    if (!(await addUser(store, user))) throw new Error(`${email} has an account already`);
    return `added ${email}`;
  },
  "users set": async (store, email, { alias, "full-name": fullName, roles, groups }) => {
    const lists = {
      roles: roles === undefined ? undefined : parseList(roles),
      groups: groups === undefined ? undefined : parseList(groups),
    };
    if (!(await store.updateUser(normaliseEmail(email), { alias, fullName, ...lists })))
      throw createAccountError(email);
    return `changed ${email}`;
  },
  "users list": async (store) => {
    const users = await store.listUsers();
    const rows = users.map(({ email, alias, roles, groups, isDisabled }) =>
      [email, alias, roles.join(","), groups.join(","), isDisabled ? "disabled" : "enabled"].join("\t"),
    );
    return rows.length > 0 ? rows.join("\n") : "there are no users: add one with session-server users add EMAIL";
  },
  "users disable": async (store, email) => {
    if (!(await store.setUserDisabled(normaliseEmail(email), true))) throw createAccountError(email);
    return `disabled ${email} and ended all sessions`;
  },
  "users enable": async (store, email) => {
    if (!(await store.setUserDisabled(normaliseEmail(email), false))) throw createAccountError(email);
    return `enabled ${email}`;
  },
  "sessions list": async (store, email) => {
    const { userID } = await findAccount(store, email);
    const sessions = await store.listSessions(userID, Date.now());
    const rows = sessions.map(({ sessionID, ip, userAgent, createdAt, expireAt }) =>
      [sessionID, ip, formatTime(createdAt), formatTime(expireAt), userAgent].join("\t"),
    );
    return rows.length > 0 ? rows.join("\n") : `${email} has no active session`;
  },
  "sessions close": async (store, email) => {
    const { userID } = await findAccount(store, email);
    return `closed ${await store.closeUserSessions(userID)} sessions of ${email}`;
  },
};

/** Runs one of the commands on a database, and prints the result. */
export async function runAccountCommand(
  name: string,
  email: string | undefined,
  database: string,
  flags: AccountFlags,
): Promise<void> {
  const command = accountCommands[name];
  if (!command) throw new Error(`unknown command: ${name}`);
  if (email === undefined && name !== "users list") throw new Error(`${name} needs an email`);
  const path = database.replace(/^sqlite:/, "");
  if (name !== "users add" && path !== ":memory:" && !existsSync(path))
    throw new Error(`there is no database ${path}: give the right one with --database`);
  const store = openStore(database);
  try {
    console.log(await command(store, email ?? "", flags));
  } finally {
    await store.close();
  }
}

async function findAccount(store: Store, email: string) {
  const user = await store.findUser(normaliseEmail(email));
  if (!user) throw createAccountError(email);
  return user;
}

function createAccountError(email: string): Error {
  return new Error(`${email} has no account`);
}

function formatTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
