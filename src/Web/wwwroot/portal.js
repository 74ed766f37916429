/* Comfort only: every page works without this file. */
(() => {
  "use strict";
  const script = document.currentScript;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /* One tab stop for a group of links: only one of them is in the tab order, arrows move among them. */
  const roving = links => {
    const stop = chosen => links.forEach(link => { link.tabIndex = link === chosen ? 0 : -1; });
    const first = links.find(link => link.hasAttribute("aria-current")) || links[0];
    if (first) stop(first);
    return link => { if (link) { stop(link); link.focus(); } };
  };
  const onKeys = (group, pick, target, go) => group.addEventListener("keydown", event => {
    const link = event.target.closest(pick);
    if (!link || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const next = target(link, event.key);
    if (next === undefined) return;
    event.preventDefault();
    go(next);
  });

  /* Times: up and down in the day, left and right to the next day that has times, Home and End in the day. */
  const shown = element => element.getClientRects().length > 0;
  for (const group of all("[data-slots]")) {
    const go = roving(all(".slot", group).filter(shown));
    onKeys(group, ".slot", (slot, key) => {
      const days = all(".day", group).filter(day => shown(day) && day.querySelector(".slot"));
      const at = days.findIndex(day => day.contains(slot));
      const times = all(".slot", days[at]);
      const here = times.indexOf(slot);
      const across = step => {
        const day = days[at + step];
        const there = day ? all(".slot", day) : [];
        return there[Math.min(here, there.length - 1)] || null;
      };
      return {
        ArrowDown: times[here + 1] || null, ArrowUp: times[here - 1] || null,
        ArrowRight: across(1), ArrowLeft: across(-1), Home: times[0], End: times[times.length - 1],
      }[key];
    }, go);
  }
  for (const group of all("[data-roving]")) {
    const links = all("a", group);
    onKeys(group, "a", (link, key) => {
      const at = links.indexOf(link);
      return { ArrowRight: links[at + 1] || null, ArrowLeft: links[at - 1] || null, Home: links[0], End: links[links.length - 1] }[key];
    }, roving(links));
  }

  /* A choice of therapist shows his times at once; the focus is found again on the page that follows. */
  all("[data-without-script]").forEach(element => { element.hidden = true; });
  all("[data-with-script]").forEach(element => { element.hidden = false; });
  for (const form of all("form[data-auto]")) {
    form.addEventListener("change", () => { form.action += "#choice"; form.requestSubmit(); });
    if (location.hash === "#choice") {
      const chosen = form.querySelector(":checked");
      if (chosen) chosen.focus({ preventScroll: true });
      history.replaceState(null, "", location.pathname + location.search);
    }
  }

  /* A form is sent once; whoever waits longer than four seconds is told that it goes on. */
  document.addEventListener("submit", event => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    status.className = "small muted";
    form.append(status);
    setTimeout(() => { status.textContent = script.dataset.slow; }, 4000);
  });
  /* Back from another page: the form can be sent again. */
  window.addEventListener("pageshow", event => {
    if (!event.persisted) return;
    all("form[data-sent]").forEach(form => { delete form.dataset.sent; });
    all("[aria-busy]").forEach(button => button.removeAttribute("aria-busy"));
    all("form > [role=status]").forEach(status => status.remove());
  });

  /* What the page is about takes the focus: an error, a success, the heading of the next step. */
  const about = document.querySelector("[data-focus]");
  if (about && !location.hash) about.focus();

  /* The device's clocks beside those of the page. */
  for (const note of all("[data-zone-offset]")) {
    const device = -new Date(Number(note.dataset.zoneAt)).getTimezoneOffset();
    if (device === Number(note.dataset.zoneOffset)) continue;
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
    const text = note.querySelector("p");
    text.textContent = text.textContent.replace("{device}", zone.split("/").pop().replaceAll("_", " "));
    note.hidden = false;
  }

  /* A link to copy; without a clipboard there is no button. */
  if (navigator.clipboard) for (const button of all("[data-copy]")) {
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    status.className = "small muted";
    button.after(status);
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      status.textContent = button.dataset.copied;
    });
  }

  /* Something is still being made: look again after 5, 15 and 60 seconds. */
  const pending = document.querySelector("[data-refresh]");
  if (pending) {
    const key = "refreshed " + location.pathname;
    const turn = Number(sessionStorage.getItem(key) || 0);
    const wait = [5, 15, 60][turn];
    if (wait) setTimeout(() => { sessionStorage.setItem(key, String(turn + 1)); location.reload(); }, wait * 1000);
  }
})();
