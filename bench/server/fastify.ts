import Fastify from "fastify";
import { constantBody } from "./constantBody.ts";

const strings = { type: "array", items: { type: "string" } };
const properties = Object.fromEntries(
  Object.entries(constantBody).map(([name, value]) => [name, Array.isArray(value) ? strings : { type: typeof value }]),
);
const app = Fastify();
app.route({
  method: ["GET", "POST"],
  url: "/session",
  schema: { response: { 200: { type: "object", properties } } },
  handler: async () => constantBody,
});
console.log(`serves ${await app.listen({ port: 0, host: "127.0.0.1" })}`);
