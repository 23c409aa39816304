// Converts what people type into what the API wants. Each function returns undefined when the text is not valid.

/** `1,000` or `1 000`. */
export function toWhole(text: string): number | undefined {
  const digits = text.replace(/[\s,]/g, '')
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined
}

/** `28.61` or `28,61`. */
export function toDecimal(text: string): number | undefined {
  const number = text.trim().replace(',', '.')
  return /^-?\d{1,9}(\.\d{1,12})?$/.test(number) ? Number(number) : undefined
}

/** Rupees, with or without paise, in paise. */
export function toPaise(text: string): number | undefined {
  return /^\d{1,9}(\.\d{1,2})?$/.test(text.trim()) ? Math.round(Number(text) * 100) : undefined
}

/** A PIN code, with or without spaces between its digits, or with the decimals of a spreadsheet: 110001.0. */
export const toPin = (text: string): string => text.replace(/[\s-]/g, '').replace(/\.0+$/, '')

/** The ten digits of a mobile number, with or without spaces, +91 or 0. */
export const toPhone = (text: string): string => text.replace(/[\s().-]/g, '').replace(/^(\+91|0)(?=\d{10}$)/, '')

export const toDigits = (text: string): string => text.replace(/\D/g, '')

/** Words with spaces, commas, semicolons or bars between them. */
export const toList = (text: string): string[] => text.split(/[\s,;|]+/).filter((each) => each !== '')
