import type { paths } from "@session-api/client";
import createClient, { type Client } from "openapi-fetch";

/** One of the two servers that are compared, and what it told of each session. */
export interface Side {
  api: Client<paths>;
  /** Reads the code of a session that was just created. */
  readCode(created: { email: string; verificationCodeID: string }): Promise<string>;
  /** Moves the clock forward. */
  advance(seconds: number): void;
  /** In the order in which the sessions were created, which is the same on both sides. */
  known: { bearer: string; sessionID: string; verificationCodeID: string; code: string }[];
  /** The ids of the users, in the order in which they were shown. */
  users: string[];
}

export function createSide(url: string, { readCode, advance }: Pick<Side, "readCode" | "advance">): Side {
  return { api: createClient<paths>({ baseUrl: url }), readCode, advance, known: [], users: [] };
}

/** A response of openapi-fetch. */
export interface Received {
  response: Response;
  data?: unknown;
}

/** Replaces the ids, which differ from one server to the other, by the numbers of their sessions and users. */
export function toComparable({ known, users }: Side, received: Received[]): unknown {
  return received.map(({ response, data }) => ({
    status: response.status,
    challenge: response.headers.get("www-authenticate"),
    data: JSON.parse(JSON.stringify(data ?? null), (key, value) => {
      if (key === "sessionID") return known.findIndex(({ sessionID }) => sessionID === value);
      if (key !== "userID") return value;
      if (!users.includes(value)) users.push(value);
      return users.indexOf(value);
    }),
  }));
}
