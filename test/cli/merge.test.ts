import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { mergeCommand } from '../../src/cli/merge-command.ts';
import { formatJson } from '../../src/report/json.ts';
import { legOf, NANO_2022, planOf } from '../report/legs.ts';
import { FAILED, PASSED } from '../report/samples.ts';
import { folder } from './bundle.ts';
import { runCommand } from './fake-terminal.ts';

const merge = (cwd: string, ...args: readonly string[]) => runCommand(mergeCommand, cwd, args);

const REPORTS = { 'a/passed.json': formatJson(PASSED), 'b/failed.json': formatJson(FAILED) };

describe('merge', () => {
  it.each([
    ['files', ['a/passed.json', 'b/failed.json']],
    ['directories', ['a', 'b/']],
    ['patterns', ['*/*.json']],
    ['all of these', ['a/passed.json', '.', '**/failed.json']],
  ])('takes %s, each report once', async (_, args) => {
    const { exitCode, stdout } = await merge(folder(REPORTS), ...args, '--format', 'json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      result: 'failed',
      counts: { errors: 1, warnings: 1, notices: 1 },
    });
  });

  it.each([
    [['a'], 0],
    [['a', 'b'], 1],
    [['a', 'b', '--fail-on', 'never'], 0],
    [['a', 'b', '--level', 'build-mismatch=off'], 0],
    [['a', 'b', '--level', 'build-mismatch=off', '--fail-on', 'warning'], 1],
  ])('%j exits with %i', async (args, exitCode) => {
    expect((await merge(folder(REPORTS), ...args)).exitCode).toBe(exitCode);
  });

  it('exits with 3 where a run could not be done', async () => {
    const cwd = folder({ ...REPORTS, 'c.json': formatJson({ ...PASSED, result: 'incomplete' }) });
    expect((await merge(cwd, '.')).exitCode).toBe(3);
  });

  it.each(['text', 'json', 'github', 'summary', 'sarif', 'junit', 'matrix'])('writes %s', async (format) => {
    const cwd = folder(REPORTS);
    const { stdout, stderr } = await merge(cwd, '.', '--format', format, '--output', 'out/merged');
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^Failed: 1 error.* The report is in out\/merged\.$/);
    expect(readFileSync(path.join(cwd, 'out/merged'), 'utf8').length).toBeGreaterThan(10);
  });

  it('tells of files that hold no report, and merges the rest', async () => {
    const cwd = folder({
      ...REPORTS,
      'c/half.json': '{"schemaVersion": 1',
      'c/other.json': '{"name": "x"}',
      'c/later.json': formatJson(PASSED).replace('"schemaVersion": 1', '"schemaVersion": 9'),
    });
    mkdirSync(path.join(cwd, 'c/folder.json'));
    const { exitCode, stdout } = await merge(cwd, 'a', 'c', 'nowhere/*.json', '--format', 'json');
    expect(exitCode).toBe(1);
    const { findings, images } = JSON.parse(stdout);
    expect(images).toHaveLength(1);
    expect(findings.map(({ rule }: { rule: string }) => rule)).toEqual(Array(4).fill('report-unreadable'));
    expect(findings.map(({ message }: { message: string }) => message)).toEqual([
      '`nowhere/*.json` stands for no file.',
      expect.stringMatching(/^c\/half\.json is no JSON: /),
      'c/later.json is a report of schema version 9, and this version of the check reads 1.',
      'c/other.json is JSON and no report of this check.',
    ]);
  });

  it.each([
    [[], 'usage', /merge needs reports/],
    [['nowhere'], 'file-unreadable', /no report to merge.*\n.*nowhere. stands for no file/],
    [['c.json'], 'file-unreadable', /c\.json is no JSON/],
    [['a', '--fail-on', 'sometimes'], 'usage', /--fail-on/],
    [['a', '--level', 'leg-without=off'], 'usage', /leg-without/],
  ])('%j is an error', async (args, code, message) => {
    const cwd = folder({ ...REPORTS, 'c.json': '::error::no' });
    await expect(merge(cwd, ...args)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('shows no line of a file that a report names', async () => {
    const secret = formatJson(FAILED).replaceAll('docker/web/Dockerfile', '../secret');
    const cwd = folder({ secret: 'hunter2\nhunter2\n', 'in/report.json': secret });
    expect((await merge(path.join(cwd, 'in'), '.')).stdout).not.toContain('hunter2');
  });

  it('makes one table of a plan and its legs', async () => {
    const plan = await planOf(
      { hosts: ['windows-2022', 'windows-2025'] },
      { Dockerfile: `FROM ${NANO_2022}\n` },
    );
    const cwd = folder({
      'plan.json': formatJson(plan),
      'leg.json': formatJson(await legOf({ image: NANO_2022, version: '10.0.20348.2402' })),
    });
    const { exitCode, stdout } = await merge(cwd, '.');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('runs*; ran, proved');
    expect(stdout).toContain('windows-2022: Windows Server 2022 (10.0.20348.2402) (detected)');
    expect(stdout).toMatch(
      /error: The leg of .*nanoserver:ltsc2022 on windows-2025 .*\[leg-without-report\]/,
    );
  });
});
