// The code that a pharmacist types to hand over: three digits of the dispense, so that no key does it by accident.
const [FIRST, MANY] = [100, 900]
const LAST_DIGITS = -6

export const codeOf = (dispenseId: string): string =>
  String(FIRST + (Number.parseInt(dispenseId.slice(LAST_DIGITS), 16) % MANY))
