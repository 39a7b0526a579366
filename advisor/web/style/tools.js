/* The part under an answer: saves files, copies a link, sends feedback, and opens a link that was sent. It talks to no host. */
(() => {
  let asked = null;
  const say = (words) => window.kma.say(words);
  const place = (part) => document.querySelector(part === "feedback" ? ".kma-feedback" : ".kma-tools");
  const wrong = (part, words) => {
    const shown = place(part) && place(part).querySelector("[data-fault]");
    if (shown) { shown.textContent = words; }
  };

  const save = ({ name, kind, body }) => {
    const bytes = Uint8Array.from(atob(body), (c) => c.charCodeAt(0));
    const address = URL.createObjectURL(new Blob([bytes], { type: kind }));
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(address), 10000);
    say(`${name} is downloaded.`);
    if (asked) { asked.focus(); }
  };

  /* A reply of the service: a file, thanks, or what went wrong. */
  const arrived = (element) => {
    const reply = element.querySelector("[data-part]");
    if (!reply) { return; }
    const { part, body, done } = reply.dataset;
    wrong(part, reply.dataset.wrong || "");
    if (body) { save(reply.dataset); }
    if (done && place(part)) {
      const thanks = document.createElement("p");
      thanks.className = "kma-thanks";
      thanks.tabIndex = -1;
      thanks.textContent = done;
      place(part).replaceWith(thanks);
      thanks.focus({ preventScroll: true });
      say(done);
    }
    reply.remove();
  };

  const share = async (button) => {
    const address = `${window.location.origin}${window.location.pathname}#${button.dataset.share}`;
    const done = await window.kma.copyWords(address, button);
    button.textContent = done ? "Link copied" : "Copying is not allowed here";
    say(button.textContent);
    window.setTimeout(() => { button.textContent = "Copy a link"; }, 4000);
  };

  /* The answer's own buttons; `trigger` is Gradio's, and starts a callback with what is given to it. */
  const watch = (element, trigger) => {
    element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-form], [data-share]");
      if (!button) { return; }
      if (button.dataset.share) { share(button); return; }
      asked = button;
      wrong("download", "");
      trigger("download", { form: button.dataset.form });
    });
    element.addEventListener("submit", (event) => {
      const form = event.target.closest("[data-feedback]");
      if (!form) { return; }
      event.preventDefault();
      wrong("feedback", "");
      const sent = new FormData(form);
      const thumb = sent.get("thumb");
      trigger("like", { thumb, reason: sent.get(`reason-${thumb}`) || "", words: sent.get("words") });
    });
  };

  /* A link holds its question after the #, which no server is sent; once read it leaves the address. */
  const opens = (trigger) => {
    const open = () => {
      const fragment = window.location.hash.slice(1);
      if (!/(^|&)question=/.test(fragment)) { return; }
      window.history.replaceState(null, "", window.location.pathname);
      trigger("submit", { fragment });
    };
    window.addEventListener("hashchange", open);
    open();
  };
  window.kmaTools = { arrived, opens, watch };
})();
