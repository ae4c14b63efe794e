export const acknowledged = { status: 202, body: { message: "acknowledged" } } as const;
