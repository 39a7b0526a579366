/* The Evaluate tab: sends what was chosen to this host and sets the parts that come back in their places. */
const root = element.querySelector(".kma-evaluate");
const part = (name) => root.querySelector(`[data-part=${name}]`);
const pause = 1000;
let watching = false;
const ask = async (request) => {
  try { return await server.evaluate(request); } catch (lost) { return { fault: "This could not be fetched. Try again." }; }
};
const put = (reply) => {
  if (reply.all) { root.innerHTML = reply.all; }
  for (const [name, inner] of Object.entries(reply.parts || {})) {
    const place = part(name);
    if (place && place.dataset.was !== inner) { place.innerHTML = inner; place.dataset.was = inner; }
  }
  if (reply.fault) {
    const said = document.createElement("p");
    said.className = "kma-progress";
    said.textContent = reply.fault;
    const place = part("said") || root;
    place.replaceChildren(said);
    delete place.dataset.was;
  }
  const heading = reply.focus && part(reply.focus).querySelector("h2, h3");
  if (heading) { heading.focus({ preventScroll: true }); heading.scrollIntoView({ block: "start" }); }
  if (reply.running && !watching) {
    watching = true;
    setTimeout(async () => { watching = false; put(await ask({ act: "pulse" })); }, pause);
  }
};
const save = (name) => {
  const place = document.createElement("a");
  place.href = URL.createObjectURL(new Blob([root.querySelector("iframe").srcdoc], { type: "text/html" }));
  place.download = name;
  place.click();
  URL.revokeObjectURL(place.href);
};
root.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-act]");
  if (!button) { return; }
  if (button.dataset.act === "save") { save(button.dataset.name); return; }
  button.disabled = true;
  put(await ask({ act: button.dataset.act, run: button.dataset.run }));
  button.disabled = false;
});
root.addEventListener("submit", async (event) => {
  event.preventDefault();
  const sent = new FormData(event.target);
  const run = event.target.dataset.run;
  put(await ask(run ? { act: "case", run, case: sent.get("case") }
    : { act: "start", suites: sent.getAll("suite"), split: sent.get("split") }));
});
ask({ act: "open" }).then(put);
