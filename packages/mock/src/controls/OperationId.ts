import type { operations } from "@session-api/types";

/** The id of an operation of the session API, or of another API whose types openapi-typescript generated. */
export type OperationId<Operations = operations> = keyof Operations & string;
