// Inside Teams a page signs in by itself. Where that cannot be done, the link to the browser stands there.
"use strict";

const AGAIN = 10 * 60 * 1000; // the service reads roles anew each quarter of an hour
const TRIED = "kull-signed-in-by-teams";

async function exchange() {
  await microsoftTeams.app.initialize();
  const token = await microsoftTeams.authentication.getAuthToken();
  const answer = await fetch("/sign-in/teams", { method: "POST", headers: { Authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`sign-in by Teams: ${answer.status}`);
}

// A browser that keeps no cookie for us would load the page for ever, so it is loaded anew once a minute at most.
async function comeIn() {
  if (Date.now() - Number(sessionStorage.getItem(TRIED)) < 60 * 1000) return;
  await exchange();
  sessionStorage.setItem(TRIED, String(Date.now()));
  location.reload();
}

const notInTeams = () => {};
if (document.querySelector("[data-way-in]")) comeIn().catch(notInTeams);
else setInterval(() => exchange().catch(notInTeams), AGAIN);
