// Pure: the numbers of bills. A financial year begins on 1 April in India, and each series begins anew then.

export const SERIES = ['invoice', 'credit-note', 'receipt'] as const
export type Series = (typeof SERIES)[number]

/** The year in which the financial year of a day (YYYY-MM-DD) begins. */
export function toFy(day: string): number {
  const year = Number(day.slice(0, 4))
  return day.slice(5) < '04-01' ? year - 1 : year
}

const FORMS: Readonly<Record<Series, (seq: number) => string>> = {
  invoice: (seq) => String(seq).padStart(6, '0'),
  'credit-note': (seq) => `C${String(seq).padStart(5, '0')}`,
  receipt: (seq) => `R${String(seq).padStart(6, '0')}`,
}

/** `ASH/26-27/000001`. The law allows an invoice and a credit note 16 characters, so a prefix has at most three. */
export function toNumber(prefix: string, fy: number, series: Series, seq: number): string {
  const years = `${String(fy % 100).padStart(2, '0')}-${String((fy + 1) % 100).padStart(2, '0')}`
  return `${prefix}/${years}/${FORMS[series](seq)}`
}
