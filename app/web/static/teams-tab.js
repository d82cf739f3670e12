// Inside Teams a page signs in by itself. Where that cannot be done, the link to the browser stands there.
"use strict";

const AGAIN = 10 * 60 * 1000; // the service reads roles anew each quarter of an hour

async function exchange() {
  await microsoftTeams.app.initialize();
  const token = await microsoftTeams.authentication.getAuthToken();
  const answer = await fetch("/sign-in/teams", { method: "POST", headers: { Authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`sign-in by Teams: ${answer.status}`);
}

// A browser that keeps no cookie for us would load the page for ever: one that has just been loaded anew and shows the
// way in all the same, stays as it is. (What a frame may store is often nothing, so nothing is noted there.)
const wasReloaded = () => performance.getEntriesByType("navigation")[0]?.type === "reload";

async function comeIn() {
  if (wasReloaded()) return;
  await exchange();
  location.reload();
}

const notInTeams = () => {};
if (document.querySelector("[data-way-in]")) comeIn().catch(notInTeams);
else setInterval(() => exchange().catch(notInTeams), AGAIN);
