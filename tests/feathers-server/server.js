// A market made of the public Feathers packages, for the conformance tests. Loopback only; its secret is no secret.
//
// Arguments: one JSON object {generation, pingInterval, pingTimeout, listings}; generation 4 is Feathers 4.5 on socket.io 2
// (Engine.IO 3), 5 is Feathers 5 on socket.io 4 (Engine.IO 4). Prints {"port": n} when it listens. Each line on
// stdin is a command {"id", "do", …}; each is answered by one line {"id", "done", …}. Ends when stdin ends.
'use strict';

const readline = require('readline');
const { Query } = require('mingo');
require('mingo/init/system');

const settings = { generation: 4, pingInterval: 25000, pingTimeout: 5000, listings: 30, ...JSON.parse(process.argv[2] || '{}') };
const five = settings.generation === 5;
const { feathers } = five ? require('feathers5') : { feathers: require('@feathersjs/feathers') };
const errors = require(five ? 'errors5' : '@feathersjs/errors');
const socketio = require(five ? 'socketio5' : '@feathersjs/socketio');
const authentication = require(five ? 'authentication5' : '@feathersjs/authentication');
const { AuthenticationService, JWTStrategy, authenticate } = authentication;
const USER = {
  _id: 'user-1',
  username: 'Deckard',
  email: 'deckard@example.invalid',
  game: { accounts: ['cain', 'akara'], preferences: { account: 'cain', is_hardcore: false, is_ladder: true } },
};
const MAX_LIMIT = 250;
const world = { wait: [0, 0], failLogins: 0, counts: {} };

function count(what) {
  world.counts[what] = (world.counts[what] || 0) + 1;
}

function pause() {
  const [least, most] = world.wait;
  const ms = least + Math.random() * (most - least);
  return most > 0 ? new Promise((done) => setTimeout(done, ms)) : Promise.resolve();
}

/// A service over a list, with the query engine of the stock server's kind.
class Records {
  constructor(name, records) {
    this.name = name;
    this.records = records;
    this.last = records.length;
  }

  async find({ query }) {
    count('find');
    const { $limit = 25, $skip = 0, $sort, $resolve, ...rest } = query;
    if (Number.isNaN(Number($limit))) throw new errors.BadRequest('$limit is no number', { errors: { $limit } });
    const limit = Math.min(Number($limit), MAX_LIMIT);
    let found;
    try {
      found = new Query(rest).find(this.records);
    } catch (error) {
      throw new errors.BadRequest(error.message);
    }
    if ($sort) found = found.sort($sort);
    const all = found.all();
    return { total: all.length, limit, skip: Number($skip), data: all.slice(Number($skip), Number($skip) + limit) };
  }

  async get(id) {
    const record = this.records.find((one) => one._id === id);
    if (!record) throw new errors.NotFound(`No record found for id '${id}'`);
    return record;
  }

  async create(data, { user }) {
    count('create');
    this.last += 1;
    const now = new Date().toISOString();
    const record = { ...data, _id: `id-${this.last}`, user_id: user && user._id, created_at: now, updated_at: now };
    this.records.push(record);
    return record;
  }

  async patch(id, data) {
    count('patch');
    return Object.assign(await this.get(id), data, { updated_at: new Date().toISOString() });
  }

  async remove(id) {
    count('remove');
    const record = await this.get(id);
    this.records.splice(this.records.indexOf(record), 1);
    return record;
  }
}

function listing(number) {
  const name = number % 2 ? 'Raven Frost' : 'Shako';
  const stats = [{ name: 'dexterity', values: [15 + (number % 6)] }];
  const time = new Date(Date.now() - number * 60000).toISOString();
  return {
    _id: `id-${number}`, type: 'item', is_hardcore: false, is_ladder: true, price: `${number} hr`, hr_price: number,
    bumped_at: time, created_at: time, updated_at: time, user_id: `user-${number}`,
    item: { name, base_code: number % 2 ? 'rin' : 'uap', hash: `hash-${number}`, modifiers: stats },
  };
}

// Express as the stock server has it; the socket does not need it.
const app = five ? feathers() : require('@feathersjs/express')(feathers());
app.configure(socketio({ pingInterval: settings.pingInterval, pingTimeout: settings.pingTimeout, maxHttpBufferSize: 1e6 }));
app.set('authentication', {
  secret: 'for tests on loopback', entity: 'user', entityId: '_id', service: 'users', authStrategies: ['jwt'],
  jwtOptions: { header: { typ: 'access' }, audience: 'haggle', issuer: 'tests', algorithm: 'HS256', expiresIn: '1d' },
});
app.use('users', { async get(id) {
  if (id !== USER._id) throw new errors.NotFound('no such user');
  return USER;
} });
const sessions = new AuthenticationService(app);
sessions.register('jwt', new JWTStrategy());
app.use('security/session', sessions);
app.service('security/session').hooks({ before: { create: [async () => {
  count('login');
  if (world.failLogins > 0) {
    world.failLogins -= 1;
    throw new errors.GeneralError('the database is away');
  }
}] } });

const listings = new Records('market/listing', Array.from({ length: settings.listings }, (_, n) => listing(n + 1)));
app.use('market/listing', listings);
const login = authenticate('jwt');
const owned = { create: [login], patch: [login], remove: [login] };
app.service('market/listing').hooks({ before: { all: [pause], ...owned } });
app.use('market/offer', new Records('market/offer', []));
app.service('market/offer').hooks({ before: { all: [login] } });
app.use('market/listingArchive', new Records('market/listingArchive', [listing(1), listing(2)]));
app.use('social/conversation', new Records('social/conversation', [
  { _id: 'talk-1', participant_ids: [USER._id, 'user-2'], unreadCount: 1, latestMessage: { _id: 'm-2', content: 'still for sale?' } },
]));
app.use('social/message', new Records('social/message', [
  { _id: 'm-1', conversation_id: 'talk-1', sender_id: USER._id, content: 'hello', created_at: '2026-05-16T10:00:00.000Z' },
  { _id: 'm-2', conversation_id: 'talk-1', sender_id: 'user-2', content: 'still for sale?', created_at: '2026-05-16T10:01:00.000Z' },
]));
app.use('game/stash', { async get(account) {
  return { file: { identifier: account }, stats: {}, currency: {}, items: [listing(1).item] };
} });
app.service('game/stash').hooks({ before: { all: [login, pause] } });
// Answers what it was asked, after the time it was asked for, or as large as it was asked for.
app.use('test/echo', {
  async find({ query }) {
    await new Promise((done) => setTimeout(done, Number(query.wait || 0)));
    return { echo: query.echo };
  },
  async get(id) { return { blob: 'x'.repeat(Number(id)) }; },
  async create() { throw new Error('a plain error'); },
});

app.on('connection', (connection) => app.channel('everybody').join(connection));
app.publish(() => app.channel('everybody'));

let server;
const raw = new Set();
async function start() {
  server = await app.listen(0, '127.0.0.1');
  server.on('connection', (socket) => {
    raw.add(socket);
    socket.on('close', () => raw.delete(socket));
  });
  if (!server.listening) await new Promise((done) => server.once('listening', done));
  say({ port: server.address().port });
}
start();

function say(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const drop = () => raw.forEach((socket) => socket.destroy());
const commands = {
  async token({ seconds = 3600, user = USER._id }) {
    return { token: await sessions.createAccessToken({}, { subject: user, expiresIn: seconds }) };
  },
  drop: () => drop(),
  // The server's 41: the session ends, the socket stays open.
  leave() {
    const { sockets } = app.io.sockets;
    const all = sockets instanceof Map ? [...sockets.values()] : Object.values(sockets);
    all.forEach((socket) => socket.disconnect());
  },
  emit: ({ event, data }) => { app.io.emit(event, data); },
  wait: ({ least, most }) => { world.wait = [least, most]; },
  failLogins: ({ times }) => { world.failLogins = times; },
  counts: () => ({ counts: world.counts, connections: raw.size }),
  // Away for some time, then back on the same port with the same records.
  async restart({ away }) {
    const { port } = server.address();
    const closed = new Promise((done) => server.close(done));
    drop();
    await closed;
    await new Promise((done) => setTimeout(done, away));
    await new Promise((done) => server.listen(port, '127.0.0.1', done));
  },
};

const lines = readline.createInterface({ input: process.stdin });
lines.on('line', async (line) => {
  const { id, do: name, ...rest } = JSON.parse(line);
  try {
    say({ id, done: true, ...(await commands[name](rest)) });
  } catch (error) {
    say({ id, done: false, error: String(error) });
  }
});
lines.on('close', () => process.exit(0));
