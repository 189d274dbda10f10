// What is wrong with the page that is open: widths, sizes, names, headings. Run in the page.
() => {
  const CONTROLS = "button, a[href], input:not([type=hidden]), select, textarea, summary, [role=button], [role=checkbox], [role=tab]";
  const LEAST = 44; // px; links within a sentence are as high as the sentence (WCAG 2.5.8)
  const words = (e) => `${e.tagName.toLowerCase()}.${[...e.classList].slice(0, 3).join(".")} “${(e.ariaLabel || e.textContent).trim().slice(0, 30)}”`;
  const isSeen = (e) => e.getClientRects().length && getComputedStyle(e).visibility === "visible" && !e.closest(".sr, .skip, [inert], [aria-hidden=true]") && !getComputedStyle(e).clipPath.startsWith("inset(50");
  const nameOf = (e) => (e.ariaLabel || e.getAttribute("aria-labelledby") || e.textContent || e.title || e.placeholder || "").trim() || [...(e.labels || [])].map((l) => l.textContent).join("").trim() || e.getAttribute("alt");
  const heightOf = (e) => Math.max(...[e, e.closest("label, .q-field__control, .ft, .ml-find, .ch-find")].filter(Boolean).map((b) => b.getBoundingClientRect().height),
    ...["::before", "::after"].map((p) => getComputedStyle(e, p)).map((s) => (s.content !== "none" && s.position === "absolute" && parseFloat(s.height)) || 0));
  const isInText = (e) => e.matches("a") && getComputedStyle(e).display === "inline";
  const controls = [...document.querySelectorAll(CONTROLS)].filter(isSeen);
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, [role=heading]")].filter(isSeen).map((h) => Number(h.ariaLevel || h.tagName[1]));
  return {
    wider: document.documentElement.scrollWidth - innerWidth,
    small: controls.filter((e) => !e.disabled && getComputedStyle(e).pointerEvents !== "none" && !isInText(e) && heightOf(e) < LEAST - 0.5).map((e) => `${words(e)} ${heightOf(e)}`),
    nameless: controls.filter((e) => !nameOf(e)).map(words),
    headings: levels.filter((n) => n === 1).length,
    mains: [...document.querySelectorAll("main")].filter(isSeen).length,
    skipped: levels.filter((n, at) => at && n > levels[at - 1] + 1),
  };
}
