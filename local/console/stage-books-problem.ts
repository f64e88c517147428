import type { BooksTarget, HostAndPort } from '../../functions/console/context.ts';
import { consoleGroup } from '../../functions/manifest.ts';
import { localRegion } from '../aws/arns.ts';
import { thrownBy } from './thrown.ts';

/** Books of a stage that were looked for. */
export interface SoughtBooks {
  readonly name: string;
  readonly target: BooksTarget;
  readonly at: HostAndPort;
  /** Where the database really is. */
  readonly database: HostAndPort;
}

const noAnswer =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|57P03)$/;
const cutOff = /timeout exceeded when trying to connect|Connection terminated/;
const badCertificate = /CERT|^UNABLE_TO_|^ERR_(TLS|SSL)/;
const noTls = /does not support SSL/;
/** A wrong password, or no right to the role. */
const signInRefused = /^(28...|42501|22023)$/;

/** Why the books of a stage did not open, and what to do; undefined for what nobody foresaw. */
export function stageBooksProblem(error: unknown, sought: SoughtBooks): string | undefined {
  const thrown = thrownBy(error);
  if (!thrown) return undefined;
  const { code, message } = thrown;
  if (noAnswer.test(code) || cutOff.test(message)) return outOfReach(sought);
  if (badCertificate.test(code) || noTls.test(message)) return unproven(sought, message);
  return refusal(code, sought, message);
}

function unproven({ at: { host, port }, database }: SoughtBooks, message: string): string {
  return `What answers at ${host}:${port} can’t show that it is ${database.host}, so no password was sent: ${message}. Check where the tunnel leads.`;
}

function refusal(
  code: string,
  { name, target: { stage } }: SoughtBooks,
  message: string,
): string | undefined {
  if (code === '3D000')
    return `There are no books "${name}" in the stage ${stage}. Leave out --books for those of the bank.`;
  if (signInRefused.test(code))
    return `The database of the stage ${stage} does not let the console in: ${message}. Whoever runs the migrations gives it the password of its secret; see infra/README.md.`;
  return undefined;
}

function outOfReach({ target, at, database }: SoughtBooks): string {
  const { profile, stage } = target;
  const where = `host=${database.host},portNumber=${database.port},localPortNumber=15432`;
  return [
    `The database of the stage ${stage} does not answer at ${at.host}:${at.port}. It lies in a network of its own: open a tunnel through an instance of the security group ${consoleGroup(stage)}, and name its end.`,
    `  aws ssm start-session --profile ${profile} --region ${localRegion} --target <instance> --document-name AWS-StartPortForwardingSessionToRemoteHost --parameters ${where}`,
    '  npm run console -- … --through 127.0.0.1:15432',
  ].join('\n');
}
