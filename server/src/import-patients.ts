// The command `sehat patients import`: people whom a hospital brings along, with progress and every refused row.
import { withProgram } from './console.ts'
import { importPatients, type PatientsReport } from './modules/patients/import.ts'
import { openPatientIndex } from './modules/patients/match-index.ts'
import type { PatientsTables } from './modules/patients/tables.ts'
import type { Config } from './platform/config.ts'
import type { Context } from './platform/module.ts'
import type { Program } from './platform/program.ts'

export interface ImportOptions {
  readonly source: string
  readonly pin: string
  readonly report?: string
}

const SHOWN_MAX = 20

export async function importPatientsCommand(config: Config, target: string, options: ImportOptions): Promise<void> {
  await withProgram(config, (program) => importPatientsWith(program, target, options))
}

async function importPatientsWith(program: Program, target: string, options: ImportOptions): Promise<void> {
  const context = program.context('patients') as unknown as Context<PatientsTables>
  const isTerminal = process.stderr.isTTY === true
  const report = await importPatients(
    { ...context, index: openPatientIndex(context) },
    {
      target,
      source: options.source,
      pin: options.pin,
      reportFile: options.report,
      onProgress: (read, files) => {
        if (isTerminal) process.stderr.write(`\r\u001b[Kread ${read} people, file ${files}`)
      },
    },
  )
  if (isTerminal) process.stderr.write('\r\u001b[K')
  for (const line of toLines(report, options.report)) console.log(line)
}

function toLines({ read, written, unchanged, refused }: PatientsReport, reportFile?: string): string[] {
  const shown = refused.slice(0, SHOWN_MAX).map(({ file, row, reason }) => `refused: ${file} row ${row} ${reason}`)
  const more = refused.length > SHOWN_MAX && !reportFile ? ['--report <file> writes down each refused row'] : []
  return [
    `read: ${read}`,
    `written: ${written}`,
    `there before: ${unchanged}`,
    `refused: ${refused.length}`,
    ...shown,
    ...more,
  ]
}
