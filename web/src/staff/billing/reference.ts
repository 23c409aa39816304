// The number of a bank as people copy it: without spaces, in capitals.
import { toPlain } from '../../entered.ts'

export const toReference = (typed: string): string => toPlain(typed).replace(/\s/g, '').toUpperCase()
