/** What to send, as words, and what must come back. `wait` lets time pass instead. */
export type Step =
  readonly [command: readonly (string | Buffer)[], expected: unknown] | { readonly wait: number };

/** The error a command must answer with. */
export class Refused {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/** A number that depends on the clock. */
export class Between {
  readonly low: number;
  readonly high: number;

  constructor(low: number, high: number) {
    this.low = low;
    this.high = high;
  }
}

const words = (text: string): string[] => text.split(' ');
const refused = (message: string): Refused => new Refused(message);
const syntaxError = refused('ERR syntax error');
const notAnInteger = refused('ERR value is not an integer or out of range');
const crossSlot = refused("CROSSSLOT Keys in request don't hash to the same slot");
const largest = '9223372036854775807';

/** What every Redis does, ours and the real one. Each case starts with an empty database. */
export const conformance: Readonly<Record<string, readonly Step[]>> = {
  'answers PING and ECHO': [
    [['PING'], 'PONG'],
    [['ping', 'hello'], 'hello'],
    [['ECHO', 'hello'], 'hello'],
    [['ECHO'], refused("ERR wrong number of arguments for 'echo' command")],
  ],
  'keeps and returns values': [
    [words('GET a'), null],
    [words('SET a 1'), 'OK'],
    [words('GET a'), '1'],
    [['SET', 'a', ''], 'OK'],
    [words('GET a'), ''],
    [words('GET'), refused("ERR wrong number of arguments for 'get' command")],
    [words('GET a b'), refused("ERR wrong number of arguments for 'get' command")],
    [words('SET a'), refused("ERR wrong number of arguments for 'set' command")],
  ],
  'keeps any bytes, in keys and values': [
    [['SET', Buffer.from([0, 255, 13, 10]), Buffer.from('żółć€😀')], 'OK'],
    [['GET', Buffer.from([0, 255, 13, 10])], 'żółć€😀'],
  ],
  'sets under conditions': [
    [words('SET a 1 XX'), null],
    [words('SET a 1 NX'), 'OK'],
    [words('SET a 2 NX'), null],
    [words('SET a 2 XX'), 'OK'],
    [words('SET a 3 GET'), '2'],
    [words('SET b 3 GET'), null],
    [words('SET a 4 NX GET'), '3'],
    [words('GET a'), '3'],
  ],
  'sets with an expiry': [
    [words('SET a 1 EX 100'), 'OK'],
    [words('TTL a'), new Between(99, 100)],
    [words('SET a 2 KEEPTTL'), 'OK'],
    [words('TTL a'), new Between(99, 100)],
    [words('SET a 3'), 'OK'],
    [words('TTL a'), -1],
    [words('SET a 4 PX 60'), 'OK'],
    [words('PTTL a'), new Between(1, 60)],
    { wait: 90 },
    [words('GET a'), null],
    [words('TTL a'), -2],
    [words('PTTL a'), -2],
    [words('SETEX a 100 5'), 'OK'],
    [words('TTL a'), new Between(99, 100)],
  ],
  'refuses SET options that contradict each other or make no sense': [
    [words('SET a 1 NX XX'), syntaxError],
    [words('SET a 1 EX 10 PX 10'), syntaxError],
    [words('SET a 1 EX 10 KEEPTTL'), syntaxError],
    [words('SET a 1 EX'), syntaxError],
    [words('SET a 1 NONSENSE'), syntaxError],
    [words('SET a 1 EX ten'), notAnInteger],
    [words('SET a 1 EX 0'), refused("ERR invalid expire time in 'set' command")],
    [words('SETEX a -1 1'), refused("ERR invalid expire time in 'setex' command")],
    [words('GET a'), null],
  ],
  'reads and writes several keys of one slot': [
    [words('MSET {u}a 1 {u}b 2'), 'OK'],
    [words('MGET {u}a {u}none {u}b'), ['1', null, '2']],
    [words('MSET {u}a 1 {u}b'), refused("ERR wrong number of arguments for 'mset' command")],
    [words('EXISTS {u}a {u}a {u}none'), 2],
    [words('DEL {u}a {u}none'), 1],
    [words('UNLINK {u}b'), 1],
    [words('DBSIZE'), 0],
  ],
  'refuses keys of different slots': [
    [words('MSET a 1 b 2'), crossSlot],
    [words('MGET a b'), crossSlot],
    [words('DEL a b'), crossSlot],
    [words('EXISTS a b'), crossSlot],
    [words('MGET {}a {}b'), crossSlot],
    [words('MGET {u}a x{u}'), [null, null]],
  ],
  'knows the slots of keys': [
    [words('CLUSTER KEYSLOT 123456789'), 12739],
    [words('CLUSTER KEYSLOT foo'), 12182],
    [words('CLUSTER KEYSLOT a{foo}b'), 12182],
    [words('CLUSTER KEYSLOT {}foo'), 9500],
    [words('CLUSTER NONSENSE'), refused("ERR unknown subcommand 'NONSENSE'. Try CLUSTER HELP.")],
  ],
  counts: [
    [words('INCR n'), 1],
    [words('INCRBY n 5'), 6],
    [words('DECR n'), 5],
    [words('INCRBY n -7'), -2],
    [words('GET n'), '-2'],
    [words('SET n text'), 'OK'],
    [words('INCR n'), notAnInteger],
    [['SET', 'n', ' 1'], 'OK'],
    [words('INCR n'), notAnInteger],
    [words('SET n 01'), 'OK'],
    [words('INCR n'), notAnInteger],
    [words(`SET n ${largest}`), 'OK'],
    [words('INCR n'), refused('ERR increment or decrement would overflow')],
    [words('INCRBY n 9223372036854775808'), notAnInteger],
    [words('GET n'), largest],
  ],
  'keeps the expiry of a counter': [
    [words('SET n 1 EX 100'), 'OK'],
    [words('INCR n'), 2],
    [words('TTL n'), new Between(99, 100)],
  ],
  'changes when a key expires': [
    [words('EXPIRE a 100'), 0],
    [words('SET a 1'), 'OK'],
    [words('EXPIRE a 100 XX'), 0],
    [words('EXPIRE a 100 GT'), 0],
    [words('EXPIRE a 100 NX'), 1],
    [words('EXPIRE a 200 NX'), 0],
    [words('TTL a'), new Between(99, 100)],
    [words('EXPIRE a 200 GT'), 1],
    [words('EXPIRE a 50 LT'), 1],
    [words('EXPIRE a 60 LT'), 0],
    [words('EXPIRE a 70 XX'), 1],
    [words('PEXPIRE a 60'), 1],
    { wait: 90 },
    [words('EXISTS a'), 0],
    [words('SET a 1'), 'OK'],
    [words('EXPIRE a 0'), 1],
    [words('GET a'), null],
    [words('EXPIRE a ten'), notAnInteger],
    [words('EXPIRE a 10 YY'), refused('ERR Unsupported option YY')],
  ],
  'runs a transaction at its end': [
    [words('MULTI'), 'OK'],
    [words('INCR n'), 'QUEUED'],
    [words('EXPIRE n 60 NX'), 'QUEUED'],
    [words('GET n'), 'QUEUED'],
    [words('EXEC'), [1, 1, '1']],
  ],
  'goes on in a transaction after a command that fails': [
    [words('SET {u}t text'), 'OK'],
    [words('MULTI'), 'OK'],
    [words('INCR {u}t'), 'QUEUED'],
    [words('INCR {u}n'), 'QUEUED'],
    [words('EXEC'), [notAnInteger, 1]],
  ],
  'drops a transaction': [
    [words('MULTI'), 'OK'],
    [words('SET a 1'), 'QUEUED'],
    [words('DISCARD'), 'OK'],
    [words('GET a'), null],
    [words('DISCARD'), refused('ERR DISCARD without MULTI')],
    [words('EXEC'), refused('ERR EXEC without MULTI')],
  ],
  'runs nothing of a transaction with a command it could not take': [
    [words('MULTI'), 'OK'],
    [words('SET a 1'), 'QUEUED'],
    [words('NONSENSE'), refused("ERR unknown command 'NONSENSE', with args beginning with: ")],
    [words('EXEC'), refused('EXECABORT Transaction discarded because of previous errors.')],
    [words('GET a'), null],
  ],
  'does not nest transactions': [
    [words('MULTI'), 'OK'],
    [words('MULTI'), refused('ERR MULTI calls can not be nested')],
    [words('SET a 1'), 'QUEUED'],
    [words('EXEC'), ['OK']],
  ],
  'refuses a transaction over different slots': [
    [words('MULTI'), 'OK'],
    [words('SET a 1'), 'QUEUED'],
    [words('SET b 1'), 'QUEUED'],
    [words('EXEC'), crossSlot],
    [words('GET a'), null],
    [words('EXEC'), refused('ERR EXEC without MULTI')],
  ],
  'goes through the keys': [
    [words('SET {s}one 1'), 'OK'],
    [words('SCAN 0 MATCH {s}* COUNT 100'), ['0', ['{s}one']]],
    [words('SCAN 0 MATCH {s}[o-p]?e COUNT 100'), ['0', ['{s}one']]],
    [words('SCAN 0 MATCH {s}[^o]* COUNT 100'), ['0', []]],
    [words('SCAN 0 MATCH {s}\\one COUNT 100'), ['0', ['{s}one']]],
    [words('SCAN 0 MATCH {s}o.e COUNT 100'), ['0', []]],
    [words('SCAN none'), refused('ERR invalid cursor')],
    [words('SCAN 0 COUNT 0'), syntaxError],
    [words('SCAN 0 COUNT'), syntaxError],
    [words('SCAN 0 NONSENSE 1'), syntaxError],
  ],
  'empties itself': [
    [words('SET a 1'), 'OK'],
    [words('DBSIZE'), 1],
    [words('FLUSHALL'), 'OK'],
    [words('DBSIZE'), 0],
    [words('FLUSHALL ASYNC'), 'OK'],
  ],
  'knows how clients begin': [
    [words('SELECT 0'), 'OK'],
    [words('SELECT 1'), refused('ERR SELECT is not allowed in cluster mode')],
    [words('CLIENT SETNAME api'), 'OK'],
    [words('CLIENT NONSENSE'), refused("ERR unknown subcommand 'NONSENSE'. Try CLIENT HELP.")],
    [words('READONLY'), 'OK'],
    [
      words('AUTH secret'),
      refused(
        'ERR AUTH <password> called without any password configured for the default user. ' +
          'Are you sure your configuration is correct?',
      ),
    ],
    [words('NONSENSE x y'), refused("ERR unknown command 'NONSENSE', with args beginning with: 'x' 'y' ")],
  ],
};
