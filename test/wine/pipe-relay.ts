// Runs under Wine: a named pipe of Windows whose every connection goes on to a port of this machine, until it is ended.
import { connect, createServer } from 'node:net';

const [pipe, port] = process.argv.slice(2);

createServer((client) => {
  const engine = connect({ host: '127.0.0.1', port: Number(port) });
  client.pipe(engine).pipe(client);
  for (const end of [client, engine]) {
    end.on('error', () => {
      client.destroy();
      engine.destroy();
    });
    end.on('close', () => {
      client.destroy();
      engine.destroy();
    });
  }
}).listen(`\\\\.\\pipe\\${pipe}`, () => process.stdout.write('listening\n'));
