/** Lets the buttons copy the code beside them. */
export function offerCopies(root: HTMLElement): void {
  root.addEventListener("click", async ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>("[data-copy]") : null;
    const code = button?.closest(".try-code")?.querySelector("code")?.textContent;
    if (!button || !code) return;
    await navigator.clipboard.writeText(code);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 2_000);
  });
}
