// Sending one file to an address of ours, with progress; what goes wrong as a sentence.

const BROKEN = "The connection broke off. Nothing was stored; please try again.";

/** Send it; `progress(0…1)` while it goes. Resolves to {…answer} or {error}; `hold.abort()` stops it. */
export function send(method, url, file, name, { progress = () => {}, hold = {} } = {}) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest(), form = new FormData();
    hold.abort = () => request.abort();
    form.append("file", file, name);
    request.open(method, url);
    request.upload.onprogress = (event) => { if (event.lengthComputable) progress(event.loaded / event.total); };
    request.onload = () => {
      let said = {};
      try { said = JSON.parse(request.responseText); } catch { /* plain text */ }
      if (request.status < 300) resolve(said);
      else if (request.status === 401) location.assign("/sign-in");
      else resolve({ error: said.detail || request.responseText.slice(0, 300) || "This could not be stored." });
    };
    request.onerror = () => resolve({ error: BROKEN });
    request.onabort = () => resolve({ aborted: true });
    request.send(form);
  });
}

/** 1234567 as "1.2 MB". */
export function sizeWord(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  const steps = ["kB", "MB", "GB"];
  let value = bytes / 1000;
  while (value >= 999.5 && steps.length > 1) { value /= 1000; steps.shift(); }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${steps[0]}`;
}
