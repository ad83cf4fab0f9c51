import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { lookAtDoor } from '../../src/wiring/self-check/door.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Serves on this machine; gives the address. */
async function serve(listener: RequestListener): Promise<string> {
  const listening = createServer(listener);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

const echo: RequestListener = async (request, response) => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  response.end(Buffer.concat(pieces));
};

const look = (app: string) => lookAtDoor(app, '00112233445566778899aabbccddeeff', new Date());

describe('the door does not pass', () => {
  test('for a server that sends back every challenge, whoever signed it', async () => {
    const { outcome, says, todo } = await look(await serve(echo));

    expect([outcome, says]).toEqual([
      'failed',
      'What answers there takes a wrong signature too (200): it is not osm-doctor, or nothing is proven.',
    ]);
    expect(todo).toContain('See that the address is that of the Function App');
  });

  test('for one whose second answer is anything but a refusal', async () => {
    let asked = 0;
    const app = await serve((request, response) => {
      asked += 1;
      if (asked === 1) return void echo(request, response);
      response.writeHead(500).end();
    });

    expect((await look(app)).outcome).toBe('failed');
  });

  test('for one that redirects to where it would', async () => {
    const app = await serve((_request, response) => {
      response.writeHead(307, { location: 'https://example.invalid/' }).end();
    });

    expect(await look(app)).toMatchObject({
      outcome: 'failed',
      says: expect.stringContaining('answered 307'),
    });
  });

  test('for one that answers without end, and does not wait for it', async () => {
    let sent = 0;
    const app = await serve((_request, response) => {
      response.writeHead(200);
      const send = () => {
        sent += 65_536;
        if (!response.destroyed && sent < 1_000_000_000) response.write('x'.repeat(65_536), send);
      };
      send();
    });
    const { outcome, says } = await look(app);

    expect([outcome, says]).toEqual([
      'failed',
      'The app answered 200 to a request that was signed with SLACK_SIGNING_SECRET.',
    ]);
    expect(sent).toBeLessThan(100_000_000);
  });
});
