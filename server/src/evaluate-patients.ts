// The command `sehat patients evaluate`: runs the matcher on an operator's own files and prints how it did.
import { evaluate } from './modules/patients/evaluation/evaluate.ts'
import { EvaluationError } from './modules/patients/evaluation/read-people.ts'
import { toLines } from './modules/patients/evaluation/report.ts'
import { StartError } from './platform/program.ts'

export interface EvaluateOptions {
  readonly index: string
  readonly queries: string
  readonly columns: string
  readonly truth: string
  readonly json?: boolean
}

/** Progress goes to standard error, and only to a terminal: standard output holds the result alone. */
function showProgress(step: string, count: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${step}: ${count}`)
}

export async function evaluatePatientsCommand(options: EvaluateOptions): Promise<void> {
  try {
    const found = await evaluate(options, showProgress)
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
    console.log(options.json ? JSON.stringify(found, null, 2) : toLines(found).join('\n'))
  } catch (error) {
    if (error instanceof EvaluationError) throw new StartError(error.message)
    throw error
  }
}
