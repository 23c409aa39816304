// The results of a benchmark in three forms: lines for a terminal, a JSON document, a section of RESULTS.md.
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os'
import path from 'node:path'
import type { CpuCost } from './cpu.ts'
import { median, spreadOf } from './statistics.ts'

export interface Figure {
  readonly part: string
  readonly name: string
  readonly unit: string
  /** One value for each round. */
  readonly rounds: readonly number[]
  readonly p50Ms?: number
  readonly p99Ms?: number
  readonly cpu?: CpuCost
}

/** A figure and its target. */
export interface Goal {
  readonly part: string
  readonly name: string
  readonly value: number
  readonly unit: string
  /** The value must be at least this; with `atMost`, at most this. */
  readonly target: number
  readonly atMost?: boolean
}

export interface Findings {
  readonly figures: readonly Figure[]
  readonly goals: readonly Goal[]
  /** How the benchmark measured and what it checked, in plain sentences. */
  readonly notes: readonly string[]
}

export interface Report extends Findings {
  readonly benchmark: string
  readonly command: string
  readonly startedAt: string
  readonly seconds: number
  readonly machine: {
    readonly cpu: string
    readonly cores: number
    readonly memoryGib: number
    readonly system: string
    readonly node: string
    readonly postgres: string
    readonly loadAverageBefore: number
  }
}

export function describeMachine(): Omit<Report['machine'], 'postgres'> {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGib: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()}`,
    node: process.version,
    loadAverageBefore: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  }
}

export function isReached({ value, target, atMost }: Goal): boolean {
  return atMost ? value <= target : value >= target
}

export function toJson(report: Report): string {
  const figures = report.figures.map((figure) => ({ ...figure, median: median(figure.rounds) }))
  const goals = report.goals.map((goal) => ({ ...goal, ok: isReached(goal) }))
  return JSON.stringify({ ...report, figures, goals }, null, 2)
}

const HEAD = ['part', 'figure', 'median', 'unit', 'rounds', 'p50 ms', 'p99 ms', 'CPU µs each: server + database + load']
const GOAL_HEAD = ['part', 'ratio', 'value', 'target', '']

function show(value: number | undefined, unit?: string): string {
  if (value === undefined || Number.isNaN(value)) return ''
  // A share such as F1, for which the third digit decides.
  if (unit === '' && value > 0 && value < 1) return value.toFixed(4)
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US')
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2)
}

function figureRow(figure: Figure): string[] {
  const { part, name, unit, rounds, p50Ms, p99Ms, cpu } = figure
  const costs = cpu ? [cpu.server, cpu.database, cpu.load].map((value) => Math.round(value)).join(' + ') : ''
  const spread = rounds.length > 1 ? ` ±${Math.round(spreadOf(rounds) * 50)} %` : ''
  return [part, name, show(median(rounds), unit), unit, `${rounds.length}${spread}`, show(p50Ms), show(p99Ms), costs]
}

function goalRow(goal: Goal): string[] {
  const unit = goal.unit === '' ? '' : ` ${goal.unit}`
  const target = `${goal.atMost ? '<=' : '>='} ${goal.target.toLocaleString('en-US')}${unit}`
  return [goal.part, goal.name, `${show(goal.value, goal.unit)}${unit}`, target, isReached(goal) ? 'ok' : 'MISSED']
}

function alignedLines(rows: readonly string[][]): string[] {
  const widths = (rows[0] as string[]).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const isNumber = (cell: string): boolean => /^[\d.,-]+$/.test(cell)
  return rows.map((row) =>
    row
      .map((cell, column) =>
        isNumber(cell) ? cell.padStart(widths[column] as number) : cell.padEnd(widths[column] as number),
      )
      .join('  ')
      .trimEnd(),
  )
}

export function toText(report: Report): string {
  const { machine, figures, goals, notes } = report
  const parts = [
    `${report.command}\n${machineLine(machine)}`,
    alignedLines([HEAD, ...figures.map(figureRow)]).join('\n'),
    notes.map((note) => `- ${note}`).join('\n'),
  ]
  if (goals.length > 0) parts.splice(2, 0, alignedLines([GOAL_HEAD, ...goals.map(goalRow)]).join('\n'))
  return parts.join('\n\n')
}

function machineLine(machine: Report['machine']): string {
  return (
    `${machine.cores} cores of ${machine.cpu}, ${machine.memoryGib} GiB, ${machine.system}, Node ${machine.node}, ` +
    `PostgreSQL ${machine.postgres}, load average before ${machine.loadAverageBefore}`
  )
}

const table = (rows: readonly string[][]): string => {
  const [head, ...rest] = rows.map((row) => `| ${row.join(' | ')} |`)
  return [head, `|${' --- |'.repeat((rows[0] as string[]).length)}`, ...rest].join('\n')
}

export function toMarkdown(report: Report): string {
  const { machine, figures, goals, notes } = report
  const minutes = (report.seconds / 60).toFixed(1)
  return [
    `## ${report.benchmark}`,
    `\`${report.command}\`, ${report.startedAt.slice(0, 10)}, ${minutes} minutes`,
    machineLine(machine),
    table([GOAL_HEAD, ...goals.map(goalRow)]),
    table([HEAD, ...figures.map(figureRow)]),
    notes.map((note) => `- ${note}`).join('\n'),
  ].join('\n\n')
}

const RESULTS = path.join(import.meta.dirname, 'RESULTS.md')
const INTRODUCTION = `# Results of the benchmarks

The benchmarks write this file themselves (\`--write\`). Do not edit it. Compare ratios: a benchmark measures both sides
in turn, on one machine, in one run. Absolute figures depend on the machine.`

/** Writes the report into RESULTS.md. It replaces the section of the same benchmark. */
export function writeResults(report: Report): void {
  let text = INTRODUCTION
  try {
    text = readFileSync(RESULTS, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  writeFileSync(RESULTS, replaceSection(text, toMarkdown(report)))
}

export function replaceSection(text: string, section: string): string {
  const [introduction, ...sections] = text.trimEnd().split(/\n+(?=## )/) as [string, ...string[]]
  const headOf = (one: string): string => one.split('\n', 1)[0] as string
  const others = sections.filter((one) => headOf(one) !== headOf(section))
  const sorted = [...others, section].sort((left, right) => headOf(left).localeCompare(headOf(right)))
  return `${[introduction, ...sorted].join('\n\n').trimEnd()}\n`
}
