/* Says at the top of the page when questions can't be answered for now, and takes it back by itself. */
(() => {
  const FIRST = 3000;
  const EVERY = 10000;
  const LOST = "The service can't be reached now. This page goes on by itself when it is back.";

  function show(words) {
    let bar = document.getElementById("kma-standing");
    if (!bar) {
      if (!words) return;
      bar = document.createElement("div");
      bar.id = "kma-standing";
      bar.setAttribute("role", "status");
      document.body.prepend(bar);
    }
    if (bar.textContent !== words) bar.textContent = words;
    bar.hidden = !words;
  }

  async function look() {
    if (document.hidden) return;
    let words = "";
    try {
      const reply = await fetch(new URL("standing", document.baseURI), { cache: "no-store" });
      words = reply.ok ? (await reply.json()).reason || "" : LOST;
    } catch {
      words = LOST;
    }
    show(words);
  }

  setTimeout(() => {
    look();
    setInterval(look, EVERY);
    document.addEventListener("visibilitychange", look);
  }, FIRST);
})();
