// Converts what people type into what the API wants. Each function returns undefined when the text is not valid.

/**
 * The same text without what nobody sees, and with the digits 0 to 9: a number that is copied from a phone's contacts
 * may begin with U+202A, and people write digits in the script of their language.
 */
export function toPlain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\p{Nd}/gu, digitOf)
    .trim()
}

/** Each script has its ten digits in a row, from zero to nine. */
function digitOf(digit: string): string {
  const end = digit.codePointAt(0) as number
  let zero = end
  while (end - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return String(end - zero)
}

/** `1,000` or `1 000`. */
export function toWhole(text: string): number | undefined {
  const digits = toPlain(text).replace(/[\s,]/g, '')
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined
}

/** `28.61` or `28,61`. */
export function toDecimal(text: string): number | undefined {
  const number = toPlain(text).replace(',', '.')
  return /^-?\d{1,9}(\.\d{1,12})?$/.test(number) ? Number(number) : undefined
}

/** Rupees, with or without paise, in paise. */
export function toPaise(text: string): number | undefined {
  const number = toPlain(text)
  return /^\d{1,9}(\.\d{1,2})?$/.test(number) ? Math.round(Number(number) * 100) : undefined
}

/** A PIN code, with or without spaces between its digits, or with the decimals of a spreadsheet: 110001.0. */
export const toPin = (text: string): string => toPlain(text).replace(/[\s-]/g, '').replace(/\.0+$/, '')

/** The ten digits of a mobile number, with or without spaces, and with +91, 91, 0091 or 0 before them. */
export const toPhone = (text: string): string =>
  toPlain(text)
    .replace(/[\s().-]/g, '')
    .replace(/^(?:(?:\+|00)?91)?0?(?=[6-9]\d{9}$)/, '')

export const toDigits = (text: string): string => toPlain(text).replace(/\D/g, '')

/** Words with spaces, commas, semicolons or bars between them. */
export const toList = (text: string): string[] => text.split(/[\s,;|]+/).filter((each) => each !== '')
