/**
 * Adds what a screen reader misses on Redoc's page: landmarks, names of buttons, and levels of headings without a gap.
 * Runs in the browser, and again whenever Redoc adds an element.
 */
export function mendPage(): void {
  const name = (element: Element | null, role: string, label: string) => {
    element?.setAttribute("role", role);
    element?.setAttribute("aria-label", label);
  };
  const mend = () => {
    name(document.querySelector(".menu-content"), "navigation", "Reference");
    // Redoc appends an open menu, the search and the details of security to the body.
    for (const layer of document.querySelectorAll("body > div:not(#redoc)")) {
      if (layer.querySelector("[role=menu]")) name(layer, "region", "Menu");
      else name(layer, "dialog", layer.matches("[data-testid=search-dialog]") ? "Search" : "Details");
      for (const part of layer.querySelectorAll("header, footer")) part.setAttribute("role", "none");
    }
    for (const icon of document.querySelectorAll("button:not([aria-label]) > svg[data-component-name*=Close]")) {
      icon.parentElement?.setAttribute("aria-label", "Close");
    }
    document.querySelector("[data-testid=search-dialog] input")?.setAttribute("aria-label", "Search");
    let level = 1;
    for (const heading of document.querySelectorAll("#redoc :is(h1, h2, h3, h4, h5, h6)")) {
      level = Math.min(Number(heading.tagName.slice(1)), level + 1);
      heading.setAttribute("aria-level", String(level));
    }
  };
  mend();
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
}
