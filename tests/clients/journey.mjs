// A journey with the official JavaScript client, as its documentation shows it. Says what it saw as JSON.
// It sends its token over https only, to the host it was told of.
import {
  BatchRequestContent,
  Client,
  LargeFileUploadTask,
  FileUpload,
  PageIterator,
} from "@microsoft/microsoft-graph-client";

const [address, token, organiser] = process.argv.slice(2);
const host = new URL(address).hostname;
const graph = Client.init({
  baseUrl: `${address}/`,
  customHosts: new Set([host]),
  authProvider: (done) => done(null, token),
});

async function patiently(ask) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (error.statusCode !== 404 || attempt > 3) throw error;
    }
  }
}

const seen = {};

const teams = await graph
  .api("/groups")
  .filter("resourceProvisioningOptions/Any(x:x eq 'Team')")
  .header("ConsistencyLevel", "eventual")
  .count(true)
  .select("id,displayName")
  .get();
seen.teams = teams.value.map((team) => team.displayName);
seen.count = teams["@odata.count"];
const team = teams.value[0].id;

const channel = await graph.api(`/teams/${team}/channels`).post({ displayName: "Team Hjerte" });
seen.channel = channel.displayName;

const folder = await patiently(() => graph.api(`/teams/${team}/channels/${channel.id}/filesFolder`).get());
const drive = folder.parentReference.driveId;
const items = `/drives/${drive}/items`;
await graph.api(`${items}/${folder.id}:/plan.txt:/content`).put("Utkast");

const session = await LargeFileUploadTask.createUploadSession(
  graph,
  `${items}/${folder.id}:/film.mp4:/createUploadSession`,
  { item: { "@microsoft.graph.conflictBehavior": "rename" } },
);
const film = new FileUpload(new Uint8Array(700_000).buffer, "film.mp4", 700_000);
const upload = new LargeFileUploadTask(graph, film, session, { rangeSize: 327_680 });
seen.uploaded = (await upload.upload()).responseBody.size;

const listed = await graph.api(`${items}/${folder.id}/children`).top(1).get();
seen.files = [];
await new PageIterator(graph, listed, (item) => seen.files.push(item.name) > 0).iterate();

const text = await graph.api(`${items}/${folder.id}:/plan.txt:/content`).responseType("text").get();
seen.text = text;

const plan = await graph
  .api("/planner/plans")
  .post({ container: { url: `https://graph.microsoft.com/v1.0/groups/${team}` }, title: "Leveranser" });
const task = await graph.api("/planner/tasks").post({ planId: plan.id, title: "Prosjektplan" });
const changed = await graph
  .api(`/planner/tasks/${task.id}`)
  .header("If-Match", task["@odata.etag"])
  .header("Prefer", "return=representation")
  .patch({ percentComplete: 50 });
seen.task = [changed.title, changed.percentComplete];
seen.stale = await graph
  .api(`/planner/tasks/${task.id}/details`)
  .header("If-Match", task["@odata.etag"])
  .patch({ description: "x" })
  .catch((error) => error.statusCode);

const event = await graph.api(`/users/${organiser}/events`).post({
  subject: "Samling 1",
  start: { dateTime: "2027-01-18T09:00:00", timeZone: "W. Europe Standard Time" },
  end: { dateTime: "2027-01-18T15:00:00", timeZone: "W. Europe Standard Time" },
});
seen.event = event.subject;

const first = await graph.api(`/drives/${drive}/root/delta`).get();
await graph.api(`${items}/${folder.id}:/ny.txt:/content`).put("x");
const later = await graph.api(first["@odata.deltaLink"]).get();
seen.delta = later.value.map((item) => item.name);

const graphUrl = "https://graph.microsoft.com/v1.0";
const batch = new BatchRequestContent([
  { id: "1", request: new Request(`${graphUrl}/teams/${team}/channels`, { method: "GET" }) },
  { id: "2", request: new Request(`${graphUrl}/users/nobody`, { method: "GET" }) },
]);
const answers = await graph.api("/$batch").post(await batch.getContent());
seen.batch = answers.responses.map((answer) => answer.status);

console.log(JSON.stringify(seen));
