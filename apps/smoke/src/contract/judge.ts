import type { Answer, ApiDocument, Operation } from "./document.ts";
import type { Exchange, Finding, FindingKind } from "./Finding.ts";
import { compare, judgeBody, parseJson } from "./judgeBody.ts";
import { judgeHeaders } from "./judgeHeaders.ts";

/** What one exchange shows. */
export interface Judgement {
  operation: Operation | undefined;
  findings: Finding[];
  /** What of the document it exercised: operations, statuses, parameters and properties, by name. */
  seen: string[];
}

/**
 * Holds answers against the document. The only place that does: steps, fuzz and drift report all ask it. What it quotes
 * goes through `mask` first, since half a secret could no longer be told from other text.
 */
export function createJudge(
  document: ApiDocument,
  mask: (text: string) => string = (text) => text,
): (exchange: Exchange) => Judgement {
  return (exchange) => {
    const operation = operationOf(document, exchange);
    const findings: Finding[] = [];
    const seen = new Set<string>();
    const find = (kind: FindingKind, message: string, convicts = true) =>
      void findings.push({ kind, convicts, operationID: operation?.operationID, status: exchange.status, message });

    const answer = answerOf(document, operation, exchange.status);
    if (operation) {
      const { operationID, responses } = operation;
      seen.add(operationID);
      for (const { name } of operation.parameters) seen.add(`${operationID} parameter ${name}`);
      if (answer) seen.add(`${operationID} ${exchange.status}`);
      else {
        const declared = Object.keys(responses).join(", ");
        find(
          "undeclared status",
          `${document.where(responses)} declares ${declared}, the server sent ${exchange.status}`,
        );
      }
      if (operation.body) {
        const body = parseJson(exchange.requestBody ?? "");
        compare(
          document,
          operation.body,
          body,
          "",
          (name) => seen.add(name),
          () => {},
        );
      }
    }
    if (answer) {
      judgeHeaders(document, answer, exchange.headers, find);
      judgeBody(document, answer, exchange, find, (name) => seen.add(name), mask);
    } else if (exchange.status !== 200 && exchange.status !== 202) {
      judgeHeaders(document, errorAnswer(document), exchange.headers, find);
    }
    return { operation, findings, seen: [...seen] };
  };
}

/** By method and concrete path first: `/session/extend` is no `/session/{id}`. */
function operationOf({ operations }: ApiDocument, { method, path }: Exchange): Operation | undefined {
  const [plain = ""] = path.split("?", 1);
  const sameMethod = operations.filter((operation) => operation.method === method);
  return (
    sameMethod.find((operation) => operation.path === plain) ??
    sameMethod.find((operation) => new RegExp(`^${operation.path.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(plain))
  );
}

function answerOf(document: ApiDocument, operation: Operation | undefined, status: number): Answer | undefined {
  const declared = operation?.responses[status];
  return declared && document.resolve(declared);
}

/** Whatever is not 200 or 202 carries what every declared error carries, also where no operation was meant. */
function errorAnswer(document: ApiDocument): Answer {
  const error = document.operations.map(({ responses }) => responses[404]).find((found) => found !== undefined);
  return error ? document.resolve(error) : {};
}
