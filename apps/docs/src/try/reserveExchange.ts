import type { Exchange } from "./Exchange.ts";
import { formatClientCode } from "./formatClientCode.ts";
import { formatCurl } from "./formatCurl.ts";
import { copyTemplate, fillFields, getPart } from "./getPart.ts";

/** Reserves the next place of the log for a request. Returns a function that shows the request and its answer there. */
export function reserveExchange(root: HTMLElement, baseUrl: string): (exchange: Exchange) => void {
  const item = document.createElement("li");
  item.hidden = true;
  getPart(root, "exchanges", HTMLOListElement).append(item);
  return (exchange) => {
    // Only the latest one is open.
    for (const earlier of root.querySelectorAll("details")) earlier.open = false;
    item.append(createExchange(root, exchange, baseUrl));
    item.hidden = false;
    getPart(root, "noExchange", HTMLElement).hidden = true;
  };
}

function createExchange(root: HTMLElement, exchange: Exchange, baseUrl: string): DocumentFragment {
  const { action, method, url, requestHeaders, requestBody, response, durationMs } = exchange;
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
  return item;
}

function createBlock(root: HTMLElement, title: string, code: string, name: string): DocumentFragment {
  const block = copyTemplate(root, "codeTemplate");
  fillFields(block, { title, code });
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
