// Pure: what a UPI request says. It names the bill by its number and nobody by name.

export interface UpiRequest {
  readonly vpa: string
  readonly name: string
  readonly paise: number
  readonly tr: string
  readonly number: string
}

/** The reference of a payment for the bank: its id without hyphens, because at most 35 signs are allowed. */
export const toTr = (paymentId: string): string => paymentId.replaceAll('-', '')

/** The id of the payment in a reference. */
export const fromTr = (tr: string): string => tr.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

const NAME_MAX = 50

/** The address that a UPI app opens. The amount has two decimals. */
export function toUri({ vpa, name, paise, tr, number }: UpiRequest): string {
  const rupees = `${Math.floor(paise / 100)}.${String(paise % 100).padStart(2, '0')}`
  const parts = { pa: vpa, pn: name.slice(0, NAME_MAX), am: rupees, cu: 'INR', tr, tn: `Bill ${number}` }
  return `upi://pay?${Object.entries(parts)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&')}`
}
