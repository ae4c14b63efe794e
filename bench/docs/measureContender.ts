import type { Browser } from "./browserTypes.ts";
import type { Contender } from "./contenders.ts";
import { measureLighthouse, type Scores } from "./measureLighthouse.ts";
import { measureSearch } from "./measureSearch.ts";
import { measureVisits, type Visit } from "./measureVisits.ts";
import { measureWithoutScripts, type PlainVisit } from "./measureWithoutScripts.ts";
import { serveFolder } from "./serveFolder.ts";

export interface Round {
  cold: Visit;
  again: Visit;
  plain: PlainVisit;
  searchableMs?: number | undefined;
  /** Tells why the search has no time. */
  searchFailure?: string | undefined;
  scores?: Scores | undefined;
}

/** Measures one page once. Runs Lighthouse only when asked, because it takes long. */
export async function measureContender(browser: Browser, contender: Contender, withScores: boolean): Promise<Round> {
  const server = await serveFolder(contender.folder);
  try {
    const url = server.url + contender.path;
    return {
      ...(await measureVisits(browser, url)),
      plain: await measureWithoutScripts(browser, url),
      ...(await trySearch(browser, contender, url)),
      scores: withScores ? await measureLighthouse(url) : undefined,
    };
  } finally {
    server.close();
  }
}

async function trySearch(
  browser: Browser,
  { name, search }: Contender,
  url: string,
): Promise<Pick<Round, "searchableMs" | "searchFailure">> {
  if (!search) return { searchFailure: "no search" };
  try {
    return { searchableMs: await measureSearch(browser, url, search) };
  } catch (error) {
    console.error(`${name}: ${error}`);
    return { searchFailure: "no hit in 30 s" };
  }
}
