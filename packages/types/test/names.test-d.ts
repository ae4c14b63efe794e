import { describe, expectTypeOf, it } from "vitest";
import type * as names from "../src/openapi.gen.ts";

type Schemas = names.components["schemas"];

// Other packages may rely on every name in this file, and on no other one. A new name of the document is welcome.

describe("paths", () => {
  it("has each path with its methods", () => {
    expectTypeOf<"/session" | "/session/{id}" | "/session/extend" | "/session/verification" | "/sessions">().toExtend<
      keyof names.paths
    >();
    expectTypeOf<names.paths["/session"]["post"]>().toEqualTypeOf<names.operations["createSession"]>();
    expectTypeOf<names.paths["/session"]["get"]>().toEqualTypeOf<names.operations["checkSession"]>();
    expectTypeOf<names.paths["/session/{id}"]["delete"]>().toEqualTypeOf<names.operations["closeSession"]>();
    expectTypeOf<names.paths["/session/extend"]["put"]>().toEqualTypeOf<names.operations["extendSession"]>();
    expectTypeOf<names.paths["/session/verification"]["put"]>().toEqualTypeOf<names.operations["verifySession"]>();
    expectTypeOf<names.paths["/sessions"]["get"]>().toEqualTypeOf<names.operations["getSessions"]>();
  });
});

describe("operations", () => {
  type Body<Media> = Media extends { content: { "application/json": infer Body } } ? Body : never;
  type Request<Id extends keyof names.operations> = Body<names.operations[Id]["requestBody"]>;
  type Response<
    Id extends keyof names.operations,
    Status extends 200 | 202,
  > = names.operations[Id]["responses"] extends {
    [status in Status]: infer Media;
  }
    ? Body<Media>
    : never;

  it("has the request body of each operation by its operationId", () => {
    expectTypeOf<Request<"createSession">>().toEqualTypeOf<names.CreateSessionRequest>();
    expectTypeOf<Request<"verifySession">>().toEqualTypeOf<names.VerifySessionRequest>();
  });

  it("has the response body of each operation", () => {
    expectTypeOf<Response<"createSession", 202>>().toEqualTypeOf<names.CreatedSession>();
    expectTypeOf<Response<"checkSession", 200>>().toEqualTypeOf<names.CheckedSession>();
    expectTypeOf<Response<"getSessions", 200>>().toEqualTypeOf<names.SessionList>();
    expectTypeOf<Response<"extendSession", 202>>().toEqualTypeOf<names.Acknowledgement>();
    expectTypeOf<Response<"verifySession", 202>>().toEqualTypeOf<names.Acknowledgement>();
    expectTypeOf<Response<"closeSession", 202>>().toEqualTypeOf<names.Acknowledgement>();
  });

  it("has every status that an operation may answer with", () => {
    expectTypeOf<200 | 400 | 401 | 403 | 404 | 429 | 500>().toExtend<
      keyof names.operations["checkSession"]["responses"]
    >();
  });
});

describe("the schemas", () => {
  it("have a type of the same name each", () => {
    expectTypeOf<names.CreateSessionRequest>().toEqualTypeOf<Schemas["CreateSessionRequest"]>();
    expectTypeOf<names.CreatedSession>().toEqualTypeOf<Schemas["CreatedSession"]>();
    expectTypeOf<names.VerifySessionRequest>().toEqualTypeOf<Schemas["VerifySessionRequest"]>();
    expectTypeOf<names.CheckedSession>().toEqualTypeOf<Schemas["CheckedSession"]>();
    expectTypeOf<names.SessionList>().toEqualTypeOf<{ sessions: names.ListedSession[] }>();
    expectTypeOf<names.ListedSession>().toEqualTypeOf<Schemas["ListedSession"]>();
    expectTypeOf<names.Acknowledgement>().toEqualTypeOf<{ message: string }>();
  });

  it("have the field types that the document states", () => {
    type Text = names.Bearer | names.SessionID | names.VerificationCodeID | names.IP | names.UserAgent;
    expectTypeOf<Text | names.ErrorText | names.ErrorID>().toEqualTypeOf<string>();
    expectTypeOf<names.ExpireAt>().toEqualTypeOf<number>();
  });
});
