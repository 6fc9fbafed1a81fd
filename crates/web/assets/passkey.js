// Passkeys: asks the browser to make one or to use one, and sends what it answers as an ordinary form. Where the browser
// offers none, the words on the page say what is needed and nothing is shown that cannot be pressed.
(() => {
  "use strict";
  const bytes = (words) => Uint8Array.from(atob(words.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const words = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (ids) => ids.map((id) => ({ type: "public-key", id: bytes(id) }));
  const timeout = 300000;

  async function make(form, asked) {
    const answer = await navigator.credentials.create({ publicKey: {
      challenge: bytes(asked.challenge), timeout, attestation: "none",
      rp: { id: asked.party, name: "kvpt" },
      user: { id: bytes(asked.holder), name: asked.login, displayName: asked.name },
      pubKeyCredParams: asked.algorithms.map((alg) => ({ type: "public-key", alg })),
      excludeCredentials: known(asked.known),
      authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
    } });
    form.elements.client_data.value = words(answer.response.clientDataJSON);
    form.elements.object.value = words(answer.response.attestationObject);
  }
  async function use(form, asked) {
    const answer = await navigator.credentials.get({ publicKey: {
      challenge: bytes(asked.challenge), timeout, rpId: asked.party, allowCredentials: known(asked.known),
      userVerification: asked.verified ? "required" : "preferred",
    } });
    const said = answer.response;
    form.elements.credential.value = words(answer.rawId);
    form.elements.client_data.value = words(said.clientDataJSON);
    form.elements.device_data.value = words(said.authenticatorData);
    form.elements.signature.value = words(said.signature);
    form.elements.holder.value = said.userHandle ? words(said.userHandle) : "";
  }
  async function ask(form) {
    const fields = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.dataset.ask, { method: "POST", body: fields });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    return answer.json();
  }

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    if (!window.PublicKeyCredential || !isSecureContext || location.origin !== form.dataset.origin) return;
    const say = form.querySelector("output");
    form.querySelectorAll("[data-on]").forEach((e) => { e.hidden = false; });
    form.querySelectorAll("[data-off]").forEach((e) => { e.hidden = true; });
    form.addEventListener("submit", async (e) => {
      e.preventDefault();
      say.textContent = form.dataset.wait;
      let asked;
      try { asked = await ask(form); } catch { say.textContent = form.dataset.lost; return; }
      if (asked.problem) { say.textContent = asked.problem; return; }
      try { await (form.dataset.passkey === "make" ? make : use)(form, asked); } catch (fault) {
        say.textContent = fault.name === "InvalidStateError" ? form.dataset.twice : form.dataset.refused;
        return;
      }
      if (form.elements.password) form.elements.password.value = "";
      form.submit();
    });
  });
})();
