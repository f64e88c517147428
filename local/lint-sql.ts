import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const maxLines = 250;
const maxMedianOfMigrations = 30;

const keywords =
  'select from where join inner cross lateral group order having union insert into values update set delete ' +
  'returning create replace function view table index returns language as begin end declare if then else ' +
  'elsif perform raise exception and or not null is in exists case when with recursive on using grant revoke comment';
const lowerCaseKeyword = new RegExp(`\\b(${keywords.split(' ').join('|')})\\b`);

interface SqlSource {
  /** From the sql folder, e.g. `views/bank.account.sql`. */
  readonly path: string;
  readonly text: string;
}

/** What is wrong with the files of an sql folder, one sentence each; empty when they keep the rules. */
export function findProblems(sqlDir: string): string[] {
  const migrations = sources(sqlDir, 'migrations');
  const objects = [...sources(sqlDir, 'functions'), ...sources(sqlDir, 'views')];
  return [
    ...[...migrations, ...objects].flatMap((source) => [...sizeProblems(source), ...wordProblems(source)]),
    ...migrations.flatMap(migrationNameProblems),
    ...medianProblems(migrations),
    ...objects.flatMap(objectProblems),
  ];
}

function sources(sqlDir: string, folder: string): SqlSource[] {
  const names = readdirSync(path.join(sqlDir, folder)).sort();
  return names.map((name) => ({
    path: `${folder}/${name}`,
    text: readFileSync(path.join(sqlDir, folder, name), 'utf8'),
  }));
}

function lineCount({ text }: SqlSource): number {
  return text.trimEnd().split('\n').length;
}

function sizeProblems(source: SqlSource): string[] {
  const lines = lineCount(source);
  return lines > maxLines ? [`${source.path} has ${lines} lines; the limit is ${maxLines}.`] : [];
}

function medianProblems(migrations: SqlSource[]): string[] {
  const sorted = migrations.map(lineCount).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return median > maxMedianOfMigrations
    ? [`The median migration has ${median} lines; keep it at ${maxMedianOfMigrations}.`]
    : [];
}

function migrationNameProblems({ path: file }: SqlSource): string[] {
  return /^migrations\/\d{4}_[a-z0-9_]+\.sql$/.test(file)
    ? []
    : [`${file}: name it NNNN_what_it_does.sql, in lower case.`];
}

/** A file holds the one object it is called after, and a function with its owner's rights fixes its search path. */
function objectProblems({ path: file, text }: SqlSource): string[] {
  const name = path.basename(file, '.sql');
  const created = [...text.matchAll(/^CREATE (?:OR REPLACE )?(?:FUNCTION|VIEW) ([a-z_.0-9]+)/gm)].map(
    (match) => match[1],
  );
  const problems: string[] = [];
  if (created.length !== 1 || created[0] !== name)
    problems.push(`${file} must create ${name} and nothing else.`);
  if (!/^CREATE OR REPLACE /m.test(text)) problems.push(`${file} must be repeatable: CREATE OR REPLACE.`);
  if (text.includes('SECURITY DEFINER') && !text.includes('SET search_path = pg_catalog, pg_temp')) {
    problems.push(`${file} runs with its owner's rights: SET search_path = pg_catalog, pg_temp.`);
  }
  return problems;
}

/** Keywords in upper case, identifiers in lower case; comments and strings are free. */
function wordProblems({ path: file, text }: SqlSource): string[] {
  const lines = withoutCommentsAndStrings(text).split('\n');
  return lines.flatMap((line, index) => {
    const keyword = lowerCaseKeyword.exec(line)?.[0];
    const identifier = /\b[a-z_]+[A-Z]\w*/.exec(line)?.[0];
    return [
      ...(keyword ? [`${file}:${index + 1}: write the keyword ${keyword} in upper case.`] : []),
      ...(identifier ? [`${file}:${index + 1}: write the identifier ${identifier} in lower case.`] : []),
    ];
  });
}

/** Keeps the line breaks, so that line numbers stay true. */
function withoutCommentsAndStrings(text: string): string {
  return text.replace(/--[^\n]*|'(?:[^']|'')*'/g, (match) => match.replace(/[^\n]/g, ' '));
}

/** True when squawk finds no unsafe statement in the migrations; its findings go to the terminal. */
function squawkIsContent(root: string): boolean {
  const squawk = createRequire(import.meta.url).resolve('squawk-cli/js/bin/squawk');
  const config = path.join(root, '.squawk.toml');
  const { status } = spawnSync(process.execPath, [squawk, '--config', config, 'sql/migrations/*.sql'], {
    cwd: root,
    stdio: 'inherit',
  });
  return status === 0;
}

function main(): void {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const problems = findProblems(path.join(root, 'sql'));
  problems.forEach((problem) => {
    console.error(`sql/${problem}`);
  });
  const safe = squawkIsContent(root);
  if (problems.length > 0 || !safe) process.exitCode = 1;
}

if (import.meta.main) main();
