"""The peers: pages that show the same flood in a browser, from a list alone to what our window does.

- `list`: the issue's page, an EventSource and a list of 300 rows of text.
- `dashboard`: log, map and graphs as our window has them. A row has seven cells and the newest is on top;
  the map draws the newest 300 places, by severity and age, with names; the graphs are throughput and latency.
  All is drawn once a frame at most, the graphs 2.5 times a second, as ours are. (A page that makes each row
  at once is as fast: what costs a browser here is to lay out 300 rows and to paint.)
- `journal`: that, and every event in IndexedDB, one transaction a frame, without waiting for the disk.

Each is written as one would who knows browsers: no framework, no layout forced, text by `textContent`.
"""

KINDS = ("list", "dashboard", "journal")

_HEAD = """<!doctype html><meta charset=utf-8><title>peer</title>
<style>
body{font:13px sans-serif;margin:0;background:#0f141a;color:#dde}
#list{height:360px;overflow:auto} .row{border-bottom:1px solid #345;height:25px;white-space:nowrap}
.row span{display:inline-block;width:120px;overflow:hidden;text-overflow:ellipsis}
.row span:nth-child(5){width:520px} canvas{display:block}
</style>"""

_LIST = """<div id=list></div><script>
const list = document.getElementById('list');
function show(event) {
  const row = document.createElement('div');
  row.className = 'row';
  row.textContent = event.id + ' ' + event.severity + ' ' + event.title.slice(0, 80);
  list.appendChild(row);
  if (list.childElementCount > 300) list.removeChild(list.firstChild);
}
function draw() {}
</script>"""

_DASHBOARD = """<canvas id=map width=980 height=480></canvas><canvas id=graphs width=980 height=160></canvas>
<div id=list></div><script>
const list = document.getElementById('list');
const colors = ['#6e8fb5', '#3fb6a8', '#e3b341', '#f0883e', '#f85149'];
const map = document.getElementById('map').getContext('2d');
const graphs = document.getElementById('graphs').getContext('2d');
const places = [], counts = new Map(), delays = [];
let drawnAt = 0, fresh = [];
function cells(event) {
  const time = new Date().toISOString().slice(11, 23);
  return [time, 'Map stream', event.type, event.severity, event.title, event.source || '-', event.confidence];
}
function addRow(event) {
  const row = document.createElement('div');
  row.className = 'row';
  for (const words of cells(event)) {
    const cell = document.createElement('span');
    cell.textContent = words;
    row.appendChild(cell);
  }
  list.prepend(row);
  if (list.childElementCount > 300) list.removeChild(list.lastChild);
}
function show(event) {
  fresh.push(event);
  if (fresh.length > 600) fresh = fresh.slice(-300);
  places.push({at: performance.now(), ...event.to, severity: event.severity});
  if (places.length > 300) places.shift();
  const second = Math.floor(Date.now() / 1000);
  counts.set(second, (counts.get(second) || 0) + 1);
  if (events % 100 == 0) delays.push(Date.now() - event.sent / 1000);
  if (delays.length > 5000) delays.shift();
}
function draw(now) {
  fresh.slice(-300).forEach(addRow);
  fresh = [];
  drawMap(now);
  if (now - drawnAt > 400) { drawnAt = now; drawGraphs(); }
}
function drawMap(now) {
  map.clearRect(0, 0, 980, 480);
  map.font = '12px sans-serif';
  for (const place of places) {
    const x = (place.lon + 180) / 360 * 980, y = (90 - place.lat) / 180 * 480;
    map.globalAlpha = Math.max(0.35, 1 - (now - place.at) / 60000);
    map.fillStyle = colors[place.severity - 1];
    map.beginPath();
    map.arc(x, y, 3 + place.severity, 0, 2 * Math.PI);
    map.fill();
  }
  map.globalAlpha = 1;
  map.fillStyle = '#dde';
  for (const place of places.slice(-20)) {
    map.fillText(place.label, (place.lon + 180) / 360 * 980 + 8, (90 - place.lat) / 180 * 480 + 4);
  }
}
function line(values, left, color) {
  const top = Math.max(1, ...values);
  graphs.strokeStyle = color;
  graphs.beginPath();
  values.forEach((value, place) => graphs.lineTo(left + place * 4, 150 - value / top * 140));
  graphs.stroke();
}
function drawGraphs() {
  graphs.clearRect(0, 0, 980, 160);
  line([...counts.values()].slice(-100), 10, '#3fb6a8');
  const sorted = [...delays].sort((one, other) => one - other);
  line([0.5, 0.95, 0.99].map(part => sorted[Math.floor(sorted.length * part)] || 0), 500, '#e3b341');
}
</script>"""

_JOURNAL = """<script>
let base = null, waiting = [], stored = 0;
const opening = indexedDB.open('journal', 1);
opening.onupgradeneeded = () => opening.result.createObjectStore('events', {keyPath: 'id'});
opening.onsuccess = () => { base = opening.result; };
function keep(event) { waiting.push(event); }
function commit() {
  if (!base || !waiting.length) return;
  const lot = waiting, change = base.transaction('events', 'readwrite', {durability: 'relaxed'});
  waiting = [];
  const events = change.objectStore('events');
  for (const event of lot) events.add(event);
  change.oncomplete = () => { stored += lot.length; };
}
</script>"""

_NO_JOURNAL = "<script>let stored = 0; function keep() {} function commit() {}</script>"

_FEED = """<script>
const gaps = [], spanMs = SPAN_MS;
let events = 0, began = 0, last = 0;
const source = new EventSource('/stream');
source.addEventListener('map-event', message => {
  if (!began) began = performance.now();
  const event = JSON.parse(message.data);
  events += 1;
  show(event);
  keep(event);
});
function frame(now) {
  if (last && began) gaps.push(now - last);
  last = now;
  draw(now);
  commit();
  if (began && now - began > spanMs) {
    source.close();
    const report = {events, stored, seconds: (now - began) / 1000, gaps};
    fetch('/report', {method: 'POST', body: JSON.stringify(report)});
  } else requestAnimationFrame(frame);
}
requestAnimationFrame(frame);
</script>"""


def page(kind: str, span_ms: int) -> str:
    """The page of this kind, which measures for so long and then reports."""
    view = _LIST if kind == "list" else _DASHBOARD
    journal = _JOURNAL if kind == "journal" else _NO_JOURNAL
    return "".join((_HEAD, view, journal, _FEED.replace("SPAN_MS", str(span_ms))))
