// Finds the line of an order to which a result belongs.
import { notFound, Problem } from '../../../platform/problem.ts'
import type { Locked } from '../orders/facts.ts'
import type { OrderLine } from '../tables.ts'

export function requireLine({ lines }: Locked, number: number): OrderLine {
  const line = lines.find((one) => one.line === number)
  if (!line) throw new Problem(notFound)
  return line
}
