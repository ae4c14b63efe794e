import { provideChromium } from "./provideChromium.ts";

// Turbo runs this before all tests that need a browser, because two tests must not install the same one at once.
provideChromium();
