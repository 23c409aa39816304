// The commands of patients: an operator imports people, and measures the matcher on files of known pairs.
import { Option } from 'commander'
import type { Console } from '../../platform/console.ts'
import { DAY_ORDERS, type DayOrder } from '../../platform/files/clean-days.ts'
import { openProgress } from '../../platform/files/progress.ts'
import { StartError } from '../../platform/start-error.ts'
import { evaluate } from './evaluation/evaluate.ts'
import { EvaluationError } from './evaluation/read-people.ts'
import { toLines } from './evaluation/report.ts'
import { importPatients } from './importing/import.ts'
import { openPatientIndex } from './index/patient-index.ts'
import type { PatientsTables } from './tables.ts'

interface ImportOptions {
  readonly source: string
  readonly pin: string
  readonly dates?: DayOrder
  readonly check?: boolean
  readonly report?: string
  readonly confirmedNew?: boolean
  readonly verified?: string
}

interface EvaluateOptions {
  readonly index: string
  readonly queries: string
  readonly columns: string
  readonly truth: string
  readonly json?: boolean
}

export function addCommands(sehat: Console): void {
  const group = sehat.command.command('patients').description('import patients, and measure the patient index')
  group
    .command('import <file>')
    .description(
      'import people: FHIR (.json, .ndjson) or a table (.csv, .tsv, .txt), each may be .gz, or a folder of them',
    )
    .requiredOption(
      '--source <name>',
      'name of the hospital or system; with the id in the file it identifies a patient',
    )
    .requiredOption('--pin <pin>', 'PIN of the hospital, for people whose PIN is missing or not in the directory')
    .addOption(
      new Option('--dates <order>', 'how the file writes 06/05/1980; without it such days are refused').choices(
        DAY_ORDERS,
      ),
    )
    .option('--check', 'report everything, and write nothing')
    .option('--report <file>', 'write each refused row and each changed value to this file (CSV)')
    .option(
      '--confirmed-new',
      'you have compared the rows with the people who are registered: write rows like them too',
    )
    .option(
      '--verified <systems>',
      'systems, with commas between, whose numbers the hospital has verified, such as abha by a code',
    )
    .action((target: string, options: ImportOptions) => runImport(sehat, target, options))
  group
    .command('evaluate')
    .description('run the matcher, with its fixed setting, on two CSV files of people whose true pairs are known')
    .requiredOption('--index <file>', 'CSV of the people who are known; has a column id')
    .requiredOption('--queries <file>', 'CSV of the people to be found; has a column id')
    .requiredOption('--columns <file>', 'JSON that maps headers to givenName, familyName, birthDate, ...')
    .requiredOption('--truth <file>', 'CSV of the true pairs: index_id,query_id')
    .option('--json', 'print one JSON document')
    .action((options: EvaluateOptions) => runEvaluation(options))
}

/** Writes progress to standard error, and only to a terminal, so that standard output holds only the result. */
function showProgress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`)
}

async function runImport({ withContext }: Console, target: string, options: ImportOptions): Promise<void> {
  await withContext<PatientsTables>(async (context) => {
    const progress = openProgress('people')
    const { source, pin, dates, check, confirmedNew, report: reportFile } = options
    const verifiedSystems = options.verified?.split(',')
    const wanted = { target, source, pin, dates, check, confirmedNew, verifiedSystems, reportFile }
    const withIndex = { ...context, index: openPatientIndex(context) }
    const found = await importPatients(withIndex, { ...wanted, onProgress: progress.show }).finally(progress.end)
    console.log(`read: ${found.read}`)
    console.log(check ? `would be written: ${found.written} (--check wrote nothing)` : `written: ${found.written}`)
    console.log(`already present: ${found.unchanged}`)
    for (const line of found.lines) console.log(line)
  })
}

async function runEvaluation(options: EvaluateOptions): Promise<void> {
  try {
    const found = await evaluate(options, (step, count) => showProgress(`${step}: ${count}`))
    showProgress('')
    console.log(options.json ? JSON.stringify(found, null, 2) : toLines(found).join('\n'))
  } catch (error) {
    if (error instanceof EvaluationError) throw new StartError(error.message)
    throw error
  }
}
