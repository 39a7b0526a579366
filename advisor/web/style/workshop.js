/* The Workshop tab: sends what a seat does to this host, sets the changed parts in place, keeps what is being typed. */
window.kmaWorkshop = (root, workshop) => {
  const SEAT = "kma-seat", LOOK = "kma-look", EVERY = 4000;
  const address = new URLSearchParams(window.location.search);
  const projector = address.get("projector");
  const read = (name) => { try { return JSON.parse(window.sessionStorage.getItem(name)); } catch (none) { return null; } };
  const keep = (name, value) => {
    if (value) { window.sessionStorage.setItem(name, JSON.stringify(value)); } else { window.sessionStorage.removeItem(name); }
  };
  let seat = projector ? null : read(SEAT);
  let look = read(LOOK) || {};
  let version = -1, known = {}, endsAt = null, warned = "", working = 0, gone = false;
  const say = (words) => { if (words && window.kma) { window.kma.say(words); } };
  /* This browser remembers its seats, so that a closed tab does not lose a workshop. */
  const SEATS = "kma-seats", MOST_SEATS = 8;
  const seats = () => { try { return JSON.parse(window.localStorage.getItem(SEATS)) || []; } catch (none) { return []; } };
  const setSeats = (held) => { try { window.localStorage.setItem(SEATS, JSON.stringify(held)); } catch (full) { /* it is a convenience */ } };
  const remember = (one) => setSeats([one, ...seats().filter((s) => s.key !== one.key)].slice(0, MOST_SEATS));
  const forget = (one) => setSeats(seats().filter((s) => s.key !== one.key));
  const offerSeats = () => {
    const door = root.querySelector("[data-seats]");
    if (!door) { return; }
    const held = seats();
    door.hidden = !held.length;
    door.querySelector("div").replaceChildren(...held.map((one, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "kma-view";
      button.dataset.act = "return";
      button.dataset.at = at;
      button.textContent = `${one.code}: ${one.role === "table" ? one.name : "facilitator"}`;
      return button;
    }));
  };

  const part = (name) => root.querySelector(`:scope > [data-part="${name}"]`);
  /* What somebody is typing or has opened stays when its part is drawn again. */
  const gather = (place) => ({
    typed: [...place.querySelectorAll("input[id], textarea[id], select[id]")].filter((f) => f.type !== "file" && f.dataset.touched)
      .map((f) => [f.id, f.value, f.checked]),
    open: [...place.querySelectorAll("details[open] > summary")].map((s) => s.textContent.replace(/\d+.*$/, "")),
    focus: place.contains(document.activeElement) ? document.activeElement.id : "",
  });
  const giveBack = (place, held) => {
    for (const [id, value, checked] of held.typed) {
      const field = document.getElementById(id);
      if (field && place.contains(field)) {
        if (field.type === "radio" || field.type === "checkbox") { field.checked = checked; } else { field.value = value; }
        field.dataset.touched = "yes";
      }
    }
    for (const summary of place.querySelectorAll("details > summary")) {
      if (held.open.includes(summary.textContent.replace(/\d+.*$/, ""))) { summary.parentElement.open = true; }
    }
    const focused = held.focus && document.getElementById(held.focus);
    if (focused) { focused.focus({ preventScroll: true }); }
  };
  const redraw = (parts, drop) => {
    const names = parts.map((p) => p.name);
    if (!root.firstElementChild) { root.textContent = ""; }
    for (const place of [...root.children]) {
      if (!names.includes(place.dataset.part)) { place.remove(); }
    }
    known = {};
    parts.forEach(({ name, digest, html }, at) => {
      let place = part(name);
      if (!place) {
        place = document.createElement("div");
        place.dataset.part = name;
      }
      if (root.children[at] !== place) { root.insertBefore(place, root.children[at] || null); }
      if (html !== undefined && place.dataset.digest !== digest) {
        const held = gather(place);
        place.innerHTML = html;
        if (!drop || !drop.includes(name)) { giveBack(place, held); }
      }
      place.dataset.digest = digest;
      known[name] = digest;
    });
  };

  const save = ({ name, kind, data }) => {
    const bytes = Uint8Array.from(window.atob(data), (c) => c.charCodeAt(0));
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(new Blob([bytes], { type: kind }));
    anchor.download = name;
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    window.setTimeout(() => URL.revokeObjectURL(anchor.href), 10000);
  };
  const took = (reply, drop, act) => {
    if (reply.same) { return; }
    const before = seat;
    seat = reply.seat;
    if (!projector) { keep(SEAT, seat); }
    if (seat && !projector && (!before || before.key !== seat.key)) { remember(seat); }
    if (before && !seat) { forget(before); }
    if (!seat) { look = {}; keep(LOOK, null); }
    version = reply.version;
    endsAt = reply.left === null || reply.left === undefined ? null : Date.now() + reply.left * 1000;
    if (endsAt === null) { warned = ""; }
    const had = { card: part("card") && part("card").dataset.digest, evidence: Boolean(part("views")) };
    redraw(reply.parts, drop);
    offerSeats();
    const opening = root.parentElement.querySelector(".kma-workshop-opening");
    if (opening) { opening.classList.toggle("kma-seated", Boolean(seat)); }
    if (!before !== !seat) { focusOn(root.querySelector("h2")); }
    tick();
    say(reply.say);
    if (act === "pulse") { tellNews(had); }
    if (reply.file) { save(reply.file); }
  };
  /* What the facilitator did is told to a table that did not press anything itself. */
  const tellNews = (had) => {
    if (projector || !seat || seat.role !== "table") { return; }
    const card = part("card");
    if (card && had.card && card.dataset.digest !== had.card) {
      say("Your facilitator has gone on to another scenario.");
      choose({ view: "scenario", what: "", other: "" });
      focusOn(card.querySelector("h2"));
    } else if (!had.evidence && part("views")) {
      say("The evidence is shown.");
      focusOn(root.querySelector('[data-part="compared"] .kma-table'));
    }
  };
  const focusOn = (heading) => {
    if (!heading || projector) { return; }
    if (!heading.hasAttribute("tabindex")) { heading.setAttribute("tabindex", "-1"); }
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "start" });
  };
  const lost = "The server could not be reached. Check the connection; what you typed is still here.";
  const ask = async (request, fault, drop) => {
    working += 1;
    root.setAttribute("aria-busy", "true");
    let reply;
    try {
      reply = await workshop({ ...request, seat, look, version, known });
    } catch (away) {
      reply = { fault: lost };
    }
    working -= 1;
    if (!working) { root.removeAttribute("aria-busy"); }
    gone = Boolean(reply.gone);
    if (reply.fault) {
      if (fault) { fault(reply.fault); }
      return false;
    }
    took(reply, drop, request.act);
    return true;
  };
  const complain = (form) => (words) => {
    const place = form && form.querySelector("[data-fault]");
    if (place) { place.textContent = words; return; }
    say(words);
    let note = root.querySelector(":scope > [data-part=fault]");
    if (!note) {
      note = document.createElement("div");
      note.dataset.part = "fault";
      note.className = "kma-fault";
      root.prepend(note);
    }
    note.textContent = words;
  };

  const fields = async (form) => {
    const sent = {};
    for (const [name, value] of new FormData(form)) {
      if (value instanceof File) {
        if (value.size > 1000000) { throw new Error("The file is too large. Split it."); }
        sent.file_name = value.name;
        sent.file_text = await value.text();
      } else if (name in sent) {
        sent[name] = [].concat(sent[name], value);
      } else {
        sent[name] = value;
      }
    }
    return sent;
  };
  const choose = (more) => { look = { ...look, ...more }; keep(LOOK, look); };
  root.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const told = form.querySelector("[data-fault]");
    if (told) { told.textContent = ""; }
    const act = form.dataset.act;
    let sent;
    try { sent = await fields(form); } catch (bad) { complain(form)(bad.message); return; }
    if (act === "what-if") { choose({ what: sent.what }); }
    if (act === "beside") { choose({ other: sent.other }); }
    const place = form.closest("[data-part]").dataset.part;
    form.querySelectorAll("[data-touched]").forEach((f) => { delete f.dataset.touched; });
    const done = await ask({ ...sent, act }, complain(form), act === "react" || act === "predict" ? null : [place]);
    if (!done) { form.querySelectorAll("input, textarea, select").forEach((f) => { f.dataset.touched = "yes"; }); }
    if (done && (act === "what-if" || act === "beside")) { focusOn(root.querySelector('[data-part="picture"] :is(h3, h4, .kma-table)')); }
  });
  root.addEventListener("input", (event) => {
    const field = event.target;
    field.dataset.touched = "yes";
    if (field.type === "radio") { field.form.querySelectorAll(`[name="${field.name}"]`).forEach((f) => { f.dataset.touched = "yes"; }); }
  });
  root.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-act]");
    if (!button) { return; }
    const { act, ...data } = button.dataset;
    if (act === "leave") { seat = null; version = -1; keep(SEAT, null); await ask({ act: "start" }, complain(null)); return; }
    if (act === "return") {
      seat = seats()[data.at];
      if (await ask({ act: "back" }, complain(null))) { focusOn(root.querySelector("h2")); return; }
      if (gone) { forget(seat); offerSeats(); }
      seat = null;
      return;
    }
    if (act === "forget") { setSeats([]); offerSeats(); return; }
    if (act === "look") { choose(data); }
    if (act === "turn") { choose({ desk: "scenario", view: "scenario", what: "", other: "" }); }
    if (act === "reveal") { choose({ view: "scenario", what: "", other: "" }); }
    const done = await ask({ ...data, act }, complain(null));
    if (!done) { return; }
    if (act === "look") {
      const again = [...root.querySelectorAll("button[data-act=look]")].find((b) => Object.entries(data).every(([k, v]) => b.dataset[k] === v));
      if (again) { again.focus(); }
    } else if (act === "reveal" || act === "turn") {
      focusOn(root.querySelector('[data-part="card"] h2'));
    }
  });

  const tick = () => {
    const place = root.querySelector("[data-clock]");
    if (!place || endsAt === null) { return; }
    const left = Math.max(0, Math.round((endsAt - Date.now()) / 1000));
    place.textContent = left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : "Time is up";
    place.parentElement.classList.toggle("kma-late", left <= 60);
    const now = left === 0 ? "Time is up." : left <= 60 ? "One minute left." : "";
    if (now && now !== warned && !projector) { warned = now; say(now); }
  };
  window.setInterval(tick, 1000);
  window.setInterval(() => {
    const seen = projector || (root.offsetParent !== null && document.visibilityState === "visible");
    if (seat && seen && !working) { ask({ act: "pulse" }, null); }
  }, EVERY);

  const begin = async () => {
    if (projector) {
      document.documentElement.classList.add("kma-projecting");
      await ask({ act: "watch", code: projector }, (words) => { root.textContent = words; });
    } else if (seat) {
      const there = await ask({ act: "back" }, null);
      if (!there && gone) { forget(seat); seat = null; keep(SEAT, null); await ask({ act: "start" }, (words) => { root.textContent = words; }); }
      if (!there && seat) { root.textContent = lost; }
    } else {
      await ask({ act: "start", code: address.get("workshop") || "" }, (words) => { root.textContent = words; });
    }
  };
  root.textContent = "";
  begin();
};
/* A reload, a join link and the projector's page open the tab by themselves. */
(() => {
  const address = new URLSearchParams(window.location.search);
  let seated = null;
  try { seated = window.sessionStorage.getItem("kma-seat"); } catch (refused) { seated = null; }
  if (!seated && !address.has("workshop") && !address.has("projector")) { return; }
  if (address.has("projector")) { document.documentElement.classList.add("kma-projecting"); }
  const open = () => {
    const tab = [...document.querySelectorAll('#kma-tabs [role="tab"]')].find((t) => t.textContent.trim() === "Workshop");
    if (tab) { tab.click(); } else { window.setTimeout(open, 100); }
  };
  open();
})();
