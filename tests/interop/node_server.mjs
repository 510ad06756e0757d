// Plays the script of the interop tests with better-sse: GET /stream, and POST /offer?upto=N.
import { createServer } from "node:http";
import { EventEmitter } from "node:events";
import betterSse from "better-sse";

const { createSession } = betterSse;
const offers = new EventEmitter().setMaxListeners(0);
let upto = 0;

const dataOf = (n) => `{"n": ${n}, "place": "Łódź → 東京 🛰"}` + (n % 5 ? "" : "\nand a second line");
const typeOf = (n) => (n % 3 ? "message" : "tick");

async function stream(request, response) {
  const session = await createSession(request, response, { serializer: String, retry: 50, keepAlive: 1000 });
  let n = Number(session.lastId) || 0;
  const go = () => {
    while (n < upto && session.isConnected) {
      n += 1;
      session.event(typeOf(n)).id(String(n));
      dataOf(n).split("\n").forEach((line) => session.data(line));
      session.dispatch().flush();
    }
  };
  offers.on("more", go);
  session.once("disconnected", () => offers.off("more", go));
  go();
}

const server = createServer((request, response) => {
  const url = new URL(request.url, "http://localhost");
  if (request.method === "POST" && url.pathname === "/offer") {
    upto = Number(url.searchParams.get("upto"));
    offers.emit("more");
    response.writeHead(204).end();
  } else if (url.pathname === "/stream") {
    stream(request, response);
  } else {
    response.writeHead(404).end();
  }
});
server.listen(Number(process.argv[2]), "127.0.0.1");
