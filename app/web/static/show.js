// The show in the hall: one film at a time over the whole screen, by keyboard. Without this each film stands in the list
// with its own buttons. Each film's beginning is fetched at once, so that one that cannot be played is seen in time.
"use strict";

const show = document.querySelector("[data-show]");
const films = show ? [...show.querySelectorAll("li")] : [];
const filmIn = (item) => item.querySelector("video");
let now = 0;

function goTo(number) {
  if (number < 0 || number >= films.length) return;
  filmIn(films[now]).pause();
  films[now].classList.remove("now");
  now = number;
  films[now].classList.add("now");
  const film = filmIn(films[now]);
  film.currentTime = 0;
  film.play().catch(() => {}); // one that cannot be played says so beneath it
  if (films[now + 1]) filmIn(films[now + 1]).preload = "auto";
}

function startOrStop() {
  const film = filmIn(films[now]);
  if (film.paused) film.play().catch(() => {});
  else film.pause();
}

const KEYS = {
  " ": startOrStop,
  ArrowRight: () => goTo(now + 1),
  ArrowDown: () => goTo(now + 1),
  PageDown: () => goTo(now + 1),
  ArrowLeft: () => goTo(now - 1),
  ArrowUp: () => goTo(now - 1),
  PageUp: () => goTo(now - 1),
  Escape: () => document.exitFullscreen(),
};

// Caught on the way down, so that the film's own keys do not move it too.
document.addEventListener(
  "keydown",
  (event) => {
    if (!document.fullscreenElement || !(event.key in KEYS)) return;
    event.preventDefault();
    event.stopPropagation();
    KEYS[event.key]();
  },
  true,
);

document.addEventListener("fullscreenchange", () => {
  if (!document.fullscreenElement && films.length) filmIn(films[now]).pause();
});

// A film may have answered before this script was there to hear it: what it already knows is told at once.
films.forEach((item, number) => {
  const film = filmIn(item);
  const tell = (words) => (item.querySelector("[data-check]").textContent = words);
  film.addEventListener("loadedmetadata", () => tell(show.dataset.plays));
  film.addEventListener("error", () => tell(show.dataset.fails));
  film.addEventListener("ended", () => document.fullscreenElement && goTo(number + 1));
  if (film.error) tell(show.dataset.fails);
  else if (film.readyState >= HTMLMediaElement.HAVE_METADATA) tell(show.dataset.plays);
});

const start = document.querySelector("[data-start]");
if (start) {
  start.hidden = false;
  start.querySelector("button").addEventListener("click", () => {
    document.querySelector(".reel").requestFullscreen().then(() => goTo(now));
  });
}
