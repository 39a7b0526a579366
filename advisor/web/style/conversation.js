/* Keeps the conversation: each answer is sent once, and folded away here when the next one comes. It talks to no host. */
(() => {
  const ONLY_NEWEST = ".kma-changed, .kma-read-as, .kma-copy, .kma-plain, .kma-tools, .kma-feedback, .kma-thanks";
  const turns = new Map(); /* What the page was shown of this conversation: each turn's article by its key. */
  let newest = "";
  let earlier = []; /* The keys of the turns beneath the newest, the oldest first, as the server told them. */
  let place = null;
  let announced = "";

  const pattern = (name) =>
    place.querySelector(`[data-pattern="${name}"]`).content.firstElementChild.cloneNode(true);

  /* An earlier turn as its reader opens it; what goes with the newest alone is left out. */
  const fold = (article) => {
    article.querySelectorAll(ONLY_NEWEST).forEach((part) => part.remove());
    article.removeAttribute("data-announce");
    article.removeAttribute("data-key");
    const details = pattern("folded");
    const question = article.querySelector(".kma-question").cloneNode(true);
    question.querySelectorAll(".kma-asked").forEach((part) => part.remove());
    details.querySelector("summary").append(question.textContent);
    details.querySelector(".kma-folded").replaceChildren(article);
    return details;
  };

  const announce = (article) => {
    if (announced === newest) { return; }
    announced = newest;
    window.kma.say(article.dataset.announce);
    window.setTimeout(() => {
      const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      article.querySelector("h2").focus({ preventScroll: true });
      article.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
    }, 80);
  };

  /* Turns that stand where they should are left alone: a reader may be in one. */
  const drawEarlier = () => {
    const known = earlier.filter((key) => turns.has(key)).reverse();
    let section = place.querySelector(":scope > section");
    if (!known.length) {
      if (section) { section.remove(); }
      return;
    }
    if (!section) {
      section = pattern("earlier");
      place.append(section);
    }
    const wanted = known.map((key) => turns.get(key)).map((a) => a.closest("details") || fold(a));
    [...section.querySelectorAll(":scope > details")].forEach((d) => { if (!wanted.includes(d)) { d.remove(); } });
    wanted.forEach((details, at) => {
      const there = section.children[at + 1]; /* after its heading */
      if (there !== details) { section.insertBefore(details, there || null); }
    });
  };

  const draw = () => {
    if (!place || !place.isConnected) { return; }
    const shown = place.querySelector(":scope > article");
    const article = turns.get(newest);
    if (shown && shown !== article) { shown.remove(); }
    drawEarlier();
    if (!article) { return; }
    if (shown !== article) { place.prepend(article); }
    announce(article);
  };

  const forget = () => {
    turns.clear();
    newest = "";
    earlier = [];
    draw();
  };

  /* The newest answer is taken out of where Gradio put it; what the page was never shown is asked for. */
  const arrived = (element, recall) => {
    const article = element.querySelector("article");
    if (!article) { forget(); return; }
    const { key } = article.dataset;
    article.remove();
    if (turns.has(key)) { return; }
    turns.set(key, article);
    newest = key;
    earlier = element.querySelector("[data-earlier]").dataset.earlier.split(" ").filter(Boolean);
    [...turns.keys()].forEach((k) => { if (k !== newest && !earlier.includes(k)) { turns.delete(k); } });
    draw();
    const missed = earlier.filter((k) => !turns.has(k));
    if (missed.length) { recall(missed); }
  };

  const recalled = (element) => {
    for (const article of [...element.querySelectorAll("article")]) {
      const { key } = article.dataset;
      article.remove();
      if (earlier.includes(key) && !turns.has(key)) { turns.set(key, article); }
    }
    draw();
  };

  /* Gradio draws the conversation's place anew after it was hidden. */
  const stands = (element) => {
    place = element;
    draw();
  };
  window.kmaTurns = { arrived, forget, recalled, stands };
})();
