// `vademecum serve` as a user starts it.
import { spawn } from "node:child_process";
import http from "node:http";
import { binary } from "./site.mjs";

/** Serves `root` on a free port. `url` ends with a slash. */
export async function serve(root) {
  const program = spawn(binary(), ["-r", root, "serve", "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  process.on("exit", () => program.kill());
  const url = await new Promise((found, failed) => {
    let said = "";
    program.stderr.on("data", (bytes) => {
      said += bytes;
      const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
      if (address) found(address[0]);
    });
    program.on("error", failed);
    program.on("exit", (code) => failed(new Error(`serve ended with ${code}:\n${said}`)));
  });
  return { url, stop: () => program.kill() };
}

/** One request, sent as it is: `fetch` would tidy the path and refuse to set the host. */
export function ask(url, { path = "/", method = "GET", headers = {}, setHost = true } = {}) {
  const { hostname, port } = new URL(url);
  return new Promise((found, failed) => {
    const request = http.request({ hostname, port, path, method, headers, setHost, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part) => (text += part));
      answer.on("end", () => found({ status: answer.statusCode, headers: answer.headers, text }));
    });
    request.on("error", failed);
    request.end();
  });
}
