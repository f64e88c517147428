import { findCommand } from './command.ts';
import type { Arguments, Command, Commands, Context } from './command.ts';
import { clusterCommands } from './commands/cluster.ts';
import { connectionCommands } from './commands/connection.ts';
import { counterCommands } from './commands/counters.ts';
import { expiryCommands } from './commands/expiry.ts';
import { keyCommands } from './commands/keys.ts';
import { stringCommands } from './commands/strings.ts';
import { RedisError, Status, ok } from './reply.ts';
import type { Reply } from './reply.ts';
import { requireOneSlot } from './slots.ts';

const commands: Commands = {
  ...connectionCommands,
  ...clusterCommands,
  ...stringCommands,
  ...counterCommands,
  ...expiryCommands,
  ...keyCommands,
};

interface Queued {
  readonly command: Command;
  readonly args: Arguments;
}

/** A transaction being put together. One command that could not be queued spoils it. */
interface Transaction {
  readonly queued: Queued[];
  spoiled: boolean;
}

/** One connection: answers commands in order and keeps its open transaction. */
export class Session {
  readonly #context: Context;
  #transaction: Transaction | undefined;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Answers one command. Refusals are replies too. */
  answer([name = Buffer.alloc(0), ...args]: Arguments): Reply {
    try {
      return this.#dispatch(name.toString(), args);
    } catch (error) {
      if (this.#transaction) this.#transaction.spoiled = true;
      return refusal(error);
    }
  }

  #dispatch(name: string, args: Arguments): Reply {
    switch (name.toLowerCase()) {
      case 'multi':
        return this.#begin();
      case 'exec':
        return this.#execute();
      case 'discard':
        this.#end('DISCARD');
        return ok;
      case 'quit':
        return ok;
      default:
        return this.#perform(findCommand(commands, name, args), args);
    }
  }

  #perform(command: Command, args: Arguments): Reply {
    requireOneSlot(command.keys(args));
    if (!this.#transaction) return command.run(this.#context, args);
    this.#transaction.queued.push({ command, args });
    return new Status('QUEUED');
  }

  #begin(): Reply {
    // An answer, not an exception: a nested MULTI does not spoil the transaction.
    if (this.#transaction) return new RedisError('ERR MULTI calls can not be nested');
    this.#transaction = { queued: [], spoiled: false };
    return ok;
  }

  #execute(): Reply {
    const { queued, spoiled } = this.#end('EXEC');
    if (spoiled) throw new RedisError('EXECABORT Transaction discarded because of previous errors.');
    requireOneSlot(queued.flatMap(({ command, args }) => command.keys(args)));
    return queued.map((each) => this.#run(each));
  }

  #run({ command, args }: Queued): Reply {
    try {
      return command.run(this.#context, args);
    } catch (error) {
      return refusal(error);
    }
  }

  #end(name: string): Transaction {
    const transaction = this.#transaction;
    if (!transaction) throw new RedisError(`ERR ${name} without MULTI`);
    this.#transaction = undefined;
    return transaction;
  }
}

function refusal(error: unknown): RedisError {
  if (error instanceof RedisError) return error;
  console.error(error);
  return new RedisError(`ERR ${String(error)}`);
}
