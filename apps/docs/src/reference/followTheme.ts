/**
 * Keeps one choice of theme for the whole site. Redoc and Starlight store it under different names. Runs in the browser,
 * before Redoc starts.
 */
export function followTheme(): void {
  try {
    const chosen = localStorage.getItem("starlight-theme");
    if (chosen === "light" || chosen === "dark") localStorage.setItem("redoc.colorMode", chosen);
    else localStorage.removeItem("redoc.colorMode");
    addEventListener("pagehide", () => {
      const mode = localStorage.getItem("redoc.colorMode");
      if (mode) localStorage.setItem("starlight-theme", mode);
    });
  } catch {
    // A browser that forbids storage follows the theme of the system.
  }
}
