/* The Explore tab: sends what was chosen to this host, sets the answer in place and moves the focus to it. */
window.kmaExplore = (root, explore) => {
  const part = (name) => root.querySelector(`[data-part=${name}]`);
  const read = (query) => Object.fromEntries(new URLSearchParams(query));
  const failed = '<p class="kma-progress" role="alert">This could not be fetched. Reload the page to try again.</p>';
  const turns = {};
  let last = {};
  let resetting = false;
  const fetched = async (request) => {
    try { return await explore(request); } catch (lost) { return failed; }
  };
  const show = async (name, request) => {
    const mine = turns[name] = (turns[name] || 0) + 1;
    const place = part(name);
    place.setAttribute("aria-busy", "true");
    const inner = await fetched({ ...request, part: name });
    if (mine !== turns[name]) { return; }
    place.innerHTML = inner;
    place.removeAttribute("aria-busy");
    const heading = place.querySelector("h2");
    if (heading) {
      heading.focus({ preventScroll: true });
      heading.scrollIntoView({ block: "start" });
    }
  };
  const chosen = () => Object.fromEntries(new FormData(root.querySelector("form")));
  /* A choice made in a picture is set in the filters too, so that they say what is shown and can be changed. */
  const find = (query) => {
    const form = root.querySelector("form");
    resetting = true;
    form.reset();
    resetting = false;
    for (const [name, value] of Object.entries(query)) {
      if (form.elements[name]) { form.elements[name].value = value; }
    }
    show("records", query);
  };
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-see], [data-find], [data-page]");
    if (!button) { return; }
    if (button.dataset.see) { show("picture", read(button.dataset.see)); return; }
    if (button.dataset.find) { last = read(button.dataset.find); find(last); return; }
    show("records", { ...last, page: button.dataset.page });
  });
  root.addEventListener("reset", () => {
    if (resetting) { return; }
    last = {};
    show("records", last);
  });
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    last = chosen();
    show("records", last);
  });
  fetched({}).then((inner) => { root.innerHTML = inner; });
};
