export type { MailHandler } from "./mail/createTransport.ts";
export type { Server, ServerOptions } from "./server/ServerOptions.ts";
export { startServer } from "./server/startServer.ts";
export type { NewUser } from "./store/addUser.ts";
