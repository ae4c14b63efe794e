import { expectTypeOf, it } from "vitest";
import type { CheckedSession, ListedSession } from "../../src/index.ts";
import type { SessionQueries } from "../../src/query.ts";

// This adapter comes with its own copy of query-core, as it does in an app that mixes versions.
type SolidQuery = typeof import("@tanstack/solid-query");
type ReactQuery = typeof import("@tanstack/react-query");

it("fits the hooks of @tanstack/solid-query", () => {
  const use = ({ useMutation, useQuery }: SolidQuery, queries: SessionQueries) => ({
    check: useQuery(() => queries.check()).data,
    list: useQuery(() => ({ ...queries.list(), staleTime: 0, select: (sessions) => sessions.length })).data,
    extend: useMutation(() => queries.extend()),
    closeOther: useMutation(() => ({ ...queries.closeOther(), onSuccess: () => console.log("closed") })).mutate,
  });
  type Used = ReturnType<typeof use>;
  expectTypeOf<Used["check"]>().toEqualTypeOf<CheckedSession | undefined>();
  expectTypeOf<Used["list"]>().toEqualTypeOf<number | undefined>();
  expectTypeOf<Used["extend"]["data"]>().toEqualTypeOf<number | undefined>();
  expectTypeOf<Parameters<Used["closeOther"]>[0]>().toEqualTypeOf<string>();
});

it("fits the hooks of @tanstack/react-query, also those that need data and those of many queries", () => {
  const use = ({ useQueries, usePrefetchQuery, useSuspenseQuery }: ReactQuery, queries: SessionQueries) => {
    usePrefetchQuery(queries.list());
    const [check, list] = useQueries({ queries: [queries.check(), queries.list()] });
    return { check: check.data, list: list.data, suspended: useSuspenseQuery(queries.check()).data };
  };
  type Used = ReturnType<typeof use>;
  expectTypeOf<Used["check"]>().toEqualTypeOf<CheckedSession | undefined>();
  expectTypeOf<Used["list"]>().toEqualTypeOf<ListedSession[] | undefined>();
  expectTypeOf<Used["suspended"]>().toEqualTypeOf<CheckedSession>();
});
