// What a good team would write in a week: a report is one insert, and then one message to every screen. A screen
// that reconnects sends the number of its last message, and gets the later ones.
//
//   node server.mjs PORT postgresql://…

import {createServer} from 'node:http';
import pg from 'pg';
import {WebSocketServer} from 'ws';

const [port, database] = process.argv.slice(2);
const pool = new pg.Pool({connectionString: database, max: 16});
await pool.query('create table if not exists neighbour_report (id bigserial primary key, station text not null, data jsonb not null, at timestamptz not null default now())');

const INSERT = {name: 'insert', text: 'insert into neighbour_report (station, data) values ($1, $2) returning id'};
const sockets = new Set();

const server = createServer((request, response) => {
  let body = '';
  request.on('data', part => body += part);
  request.on('end', async () => {
    try {
      const report = JSON.parse(body);
      if (typeof report.waitingMinutes !== 'number' || report.waitingMinutes < 0 || report.waitingMinutes > 600) return answer(response, 400, {field: 'waitingMinutes'});
      const {rows} = await pool.query({...INSERT, values: [request.url, report]});
      const message = JSON.stringify({n: report.n, id: Number(rows[0].id), station: request.url, report});
      for (const socket of sockets) socket.send(message);
      answer(response, 201, {id: rows[0].id});
    } catch (problem) {
      answer(response, 503, {problem: String(problem)});
    }
  });
});

function answer(response, status, value) {
  const text = JSON.stringify(value);
  response.writeHead(status, {'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text)}).end(text);
}

new WebSocketServer({server, perMessageDeflate: false}).on('connection', async (socket, request) => {
  socket.on('error', () => {});
  socket.on('close', () => sockets.delete(socket));
  sockets.add(socket);
  const since = new URL(request.url, 'http://a').searchParams.get('since');
  if (since === null) return;
  const {rows} = await pool.query('select id, station, data from neighbour_report where id > $1 order by id', [since]);
  for (const row of rows) socket.send(JSON.stringify({n: row.data.n, id: Number(row.id), station: row.station, report: row.data}));
});

server.listen(Number(port), '127.0.0.1', () => console.log('ready'));
