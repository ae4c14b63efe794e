import type { paths } from "@session-api/types";
import createClient, { type Client } from "openapi-fetch";
import { type Server, type ServerOptions, startServer } from "../src/index.ts";

export const john = {
  email: "john@doe.net",
  alias: "johny",
  fullName: "John Doe",
  roles: ["user", "admin"],
  groups: ["public"],
};
export const jane = { email: "jane@doe.net", alias: "janey", fullName: "Jane Doe" };

export interface Login {
  bearer: string;
  sessionID: string;
  verificationCodeID: string;
  headers: { Authorization: string };
}

export interface TestServer extends Server {
  api: Client<paths>;
  /** Waits for the mail of an id, and returns its code. */
  waitForCode(verificationCodeID: string): Promise<string>;
  mails: { to: string; code: string; verificationCodeID: string }[];
  /** Creates a pending session. */
  create(email?: string, headers?: Record<string, string>): Promise<Login>;
  /** Creates a verified session. */
  login(email?: string, headers?: Record<string, string>): Promise<Login>;
}

/** Starts a server with two users, which checks each response against the document, and a bare openapi-fetch client. */
export async function startTestServer(options: ServerOptions = {}): Promise<TestServer> {
  const mails: TestServer["mails"] = [];
  const readers = new Map<string, (code: string) => void>();
  const server = await startServer({
    users: [john, jane],
    checkReplies: true,
    mail: (mail) => {
      mails.push(mail);
      readers.get(mail.verificationCodeID)?.(mail.code);
    },
    ...options,
  });
  const api = createClient<paths>({ baseUrl: server.url });
  const waitForCode = (id: string) =>
    new Promise<string>((resolve) => {
      const mail = mails.find(({ verificationCodeID }) => verificationCodeID === id);
      if (mail) resolve(mail.code);
      else readers.set(id, resolve);
    });
  const create = async (email = john.email, headers = {}) => {
    const { data, response } = await api.POST("/session", { body: { email }, headers });
    if (!data) throw new Error(`createSession answered ${response.status}`);
    return { ...data, headers: { Authorization: `Bearer ${data.bearer}` } };
  };
  const login = async (email = john.email, headers = {}) => {
    const created = await create(email, headers);
    const { verificationCodeID } = created;
    const code = await waitForCode(verificationCodeID);
    const { response } = await api.PUT("/session/verification", { body: { verificationCodeID, code }, headers });
    if (!response.ok) throw new Error(`verifySession answered ${response.status}`);
    return created;
  };
  return { ...server, api, mails, waitForCode, create, login };
}

/** Returns a wrong code of the same length. */
export function changeCode(code: string): string {
  return `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`;
}
