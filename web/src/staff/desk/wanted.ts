// Reads what the desk types or scans to find a known person: a slip, or letters of a name with a phone.
import { toPhone, toPlain } from '../../entered.ts'

interface Wanted {
  readonly letters: string
  readonly phone: string
}

const LETTERS = /^\p{L}[\p{L}\p{M}]{2,39}$/u

/** Letters and phone in any order, such as `kam 98765 00001`. Undefined when one of both is missing. */
export function readWanted(text: string): Wanted | undefined {
  const plain = toPlain(text)
  const [letters] = plain.split(/[^\p{L}\p{M}]+/u).filter((word) => LETTERS.test(word))
  const phone = toPhone(plain.replace(/[\p{L}\p{M},;|]/gu, ''))
  return letters !== undefined && /^[6-9]\d{9}$/.test(phone) ? { letters, phone } : undefined
}
