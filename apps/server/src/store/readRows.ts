import type { SQLOutputValue } from "node:sqlite";
import type { DueMail, FoundSession, StoredSession, User } from "./Store.ts";

type Row = Record<string, SQLOutputValue>;

export function readUser(row: Row): User {
  return {
    userID: String(row.user_id),
    email: String(row.email),
    mailAddress: String(row.mail_address),
    alias: String(row.alias),
    fullName: String(row.full_name),
    roles: JSON.parse(String(row.roles)),
    groups: JSON.parse(String(row.groups)),
    isDisabled: row.is_disabled === 1,
  };
}

export function readStoredSession(row: Row): StoredSession {
  return {
    sessionID: String(row.session_id),
    createdAt: Number(row.created_at),
    expireAt: Number(row.expire_at),
    ip: String(row.ip),
    userAgent: String(row.user_agent),
  };
}

/** Reads the row of the statement that every request runs. It is an array, because objects cost SQLite twice as much. */
export function readFoundSession(row: SQLOutputValue[]): FoundSession {
  const [sessionID, createdAt, verifiedAt, expireAt, ip, userAgent, userID, alias, fullName, roles, groups] = row;
  const user = {
    userID: userID as string,
    alias: alias as string,
    fullName: fullName as string,
    roles: userID === null ? [] : JSON.parse(roles as string),
    groups: userID === null ? [] : JSON.parse(groups as string),
  };
  return {
    sessionID: sessionID as string,
    createdAt: createdAt as number,
    expireAt: expireAt as number,
    ip: ip as string,
    userAgent: userAgent as string,
    isVerified: verifiedAt !== null,
    user: userID === null ? null : user,
  };
}

export function readDueMail(row: Row): DueMail {
  return {
    verificationCodeID: String(row.verification_code_id),
    keyId: String(row.key_id),
    mailAddress: row.mail_address === null ? null : String(row.mail_address),
    ip: String(row.ip),
    userAgent: String(row.user_agent),
    attempts: Number(row.attempts),
    expireAt: Number(row.expire_at),
  };
}
