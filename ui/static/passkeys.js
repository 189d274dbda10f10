// Passkeys in the browser: what the server asks, asked of the device, and its answer as text.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

function written(credential) {
  const said = credential.response, response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (said[name]) response[name] = text(said[name]);
  }
  return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response });
}

function sentence(error) {
  if (error.name === "InvalidStateError") return "This device has a passkey for your account already.";
  if (error.name === "NotAllowedError" || error.name === "AbortError") return "The passkey was not used. Try again, or take another way.";
  if (error.name === "SecurityError" && /^(127\.|\[::1\])/.test(location.hostname)) {
    return `Passkeys belong to a name. Open ${location.origin.replace(location.hostname, "localhost")} instead.`;
  }
  return "This browser or device cannot use passkeys here.";
}

async function asked(act) {
  if (!window.PublicKeyCredential) return { error: "This browser cannot use passkeys here." };
  try { return { credential: written(await act()) }; } catch (error) { return { error: sentence(error) }; }
}

/** Have the device make a passkey; `{credential}` or `{error}`. */
export const create = (options) => asked(() => navigator.credentials.create({ publicKey: {
  ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) },
  excludeCredentials: known(options.excludeCredentials),
} }));

/** Have the device prove something with a passkey; `{credential}` or `{error}`. */
export const prove = (options) => asked(() => navigator.credentials.get({ publicKey: {
  ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials),
} }));

/** Fill and send a form whose button was pressed: ask the server at `where` what to ask the device. */
export async function send(button, where) {
  const form = button.closest("form"), said = form.querySelector("[role=alert]");
  said.textContent = "";
  button.setAttribute("aria-busy", "true");
  const answer = await fetch(where, { method: "POST" }).then((r) => r.json()).catch(() => ({ error: "The server cannot be reached." }));
  const found = answer.error ? answer : await prove(answer);
  if (found.error) {
    said.textContent = found.error;
    button.removeAttribute("aria-busy");
    return;
  }
  if (document.querySelector("input[name=remember]")?.checked) form.elements.keep.value = "yes";
  form.elements.credential.value = found.credential;
  form.submit();
}
