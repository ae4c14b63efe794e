import type { Exchange } from "./Exchange.ts";
import { formatClientCode } from "./formatClientCode.ts";
import { formatCurl } from "./formatCurl.ts";
import { copyTemplate, fillFields, getPart } from "./getPart.ts";

/** Adds a request and its answer to the page, opened. The earlier ones are folded. */
export function renderExchange(root: HTMLElement, exchange: Exchange, baseUrl: string): void {
  const { action, method, url, requestHeaders, requestBody, response, durationMs } = exchange;
  const list = getPart(root, "exchanges", HTMLOListElement);
  for (const earlier of list.querySelectorAll("details")) earlier.open = false;
  const item = copyTemplate(root, "exchangeTemplate");
  fillFields(item, {
    method,
    path: new URL(url).pathname,
    outcome: response ? String(response.status) : "no answer",
    duration: `${Math.round(durationMs)} ms`,
    action,
  });
  const isRefused = !response || response.status >= 400;
  item.querySelector("details")?.classList.toggle("try-refused", isRefused);
  const blocks = [
    ["Request", formatMessage(`${method} ${url}`, requestHeaders, requestBody)],
    ["Answer", response ? formatMessage(`${response.status}`, response.headers, response.body) : ""],
    ["curl", formatCurl(exchange)],
    ["TypeScript", formatClientCode(exchange, baseUrl)],
  ] as const;
  const name = `${method} ${new URL(url).pathname}`;
  const messages = item.querySelector('[data-field="messages"]');
  messages?.append(...blocks.filter(([, code]) => code).map(([title, code]) => createBlock(root, title, code, name)));
  list.append(item);
  getPart(root, "noExchange", HTMLElement).hidden = true;
}

function createBlock(root: HTMLElement, title: string, code: string, name: string): DocumentFragment {
  const block = copyTemplate(root, "codeTemplate");
  fillFields(block, { title, code });
  block.querySelector("pre")?.setAttribute("aria-label", `${title}: ${name}`);
  block.querySelector("button")?.setAttribute("aria-label", `Copy ${title}: ${name}`);
  return block;
}

function formatMessage(firstLine: string, headers: [string, string][], body: string): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return [firstLine, ...lines, ...(body ? ["", formatBody(body)] : [])].join("\n");
}

function formatBody(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
