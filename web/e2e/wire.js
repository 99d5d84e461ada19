/**
 * Counts what really crosses the wire, whoever asks: the page, its workers or the service worker. A browser's own
 * counters are kept per target and miss some; a relay between browser and server misses nothing.
 */
import { connect, createServer } from 'node:net';

/**
 * A relay to `127.0.0.1:port`.
 * @param {number} port
 * @returns {Promise<import("./wire").Relay>} its address,
 *   and how many bytes the browser received and sent so far, headers included.
 */
export async function relay(port) {
  let received = 0;
  let sent = 0;
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  const server = createServer((browser) => {
    const upstream = connect(port, '127.0.0.1');
    for (const socket of [browser, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    upstream.on('data', (data) => (received += data.length));
    browser.on('data', (data) => (sent += data.length));
    browser.pipe(upstream);
    upstream.pipe(browser);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const bound = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    address: `http://127.0.0.1:${bound.port}/`,
    received: () => received,
    sent: () => sent,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
