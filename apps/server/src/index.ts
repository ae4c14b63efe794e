export { type MailHandler, type Server, type ServerOptions, startServer } from "./startServer.ts";
export type { NewUser } from "./users.ts";
