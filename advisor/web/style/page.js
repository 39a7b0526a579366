/* Says what a screen reader should hear, copies, and opens sources. It talks to no host. */
(() => {
  const live = document.createElement("div");
  live.className = "kma-unseen";
  live.id = "kma-live";
  live.setAttribute("role", "status");
  live.setAttribute("aria-live", "polite");
  const say = (words) => {
    live.textContent = "";
    window.setTimeout(() => { live.textContent = words; }, 60);
  };
  const start = () => {
    document.documentElement.lang = "en-GB";
    document.body.append(live);
  };

  const backToBox = (words) => {
    say(words);
    const box = document.querySelector("#kma-question textarea");
    if (box) { box.focus(); }
  };
  const cleared = () => {
    window.kmaTurns.forget();
    backToBox("The conversation is cleared.");
  };
  const stopped = () => backToBox("Stopped.");

  const oldCopy = (words) => {
    const area = document.createElement("textarea");
    area.value = words;
    area.setAttribute("aria-hidden", "true");
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };

  const copyWords = async (words, button) => {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch (refused) {
      const done = oldCopy(words);
      button.focus();
      return done;
    }
  };

  const copy = async (button) => {
    const done = await copyWords(button.closest(".kma-turn").querySelector(".kma-plain").textContent, button);
    button.textContent = done ? "Copied" : "Copying is not allowed here";
    say(button.textContent);
    window.setTimeout(() => { button.textContent = "Copy the answer"; }, 4000);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest(".kma-copy");
    if (button) { copy(button); }
  });
  /* The card of a source is filled when it is first opened: its words stand in it, its reference in the list. */
  const fill = (card) => {
    if (card.firstElementChild) { return; }
    card.append(document.getElementById("kma-card-pattern").content.cloneNode(true));
    card.querySelectorAll("[data-is]").forEach((part) => {
      const words = card.dataset[part.dataset.is];
      if (words) { part.textContent = words; } else { part.remove(); }
    });
    card.querySelector("h2").id = `${card.id}-name`;
    card.querySelector(".kma-close").setAttribute("popovertarget", card.id);
    const listed = document.querySelector(`.kma-sources [popovertarget="${card.id}"]`);
    const cited = listed && listed.closest("li").querySelector(".kma-cited").cloneNode(true);
    if (cited) { card.querySelector(".kma-reference").append(...cited.childNodes); }
  };
  document.addEventListener("beforetoggle", (event) => {
    const card = event.target;
    if (event.newState === "open" && card.matches(".kma-card")) { fill(card); }
  }, true);
  /* A source that opens takes the focus; closing it gives the focus back to its chip (browsers do that). */
  document.addEventListener("toggle", (event) => {
    const card = event.target;
    if (event.newState === "open" && card.matches(".kma-card")) { card.querySelector("h2").focus(); }
  }, true);
  window.kma = { cleared, copyWords, stopped, say };
  if (document.body) { start(); } else { document.addEventListener("DOMContentLoaded", start); }
})();
